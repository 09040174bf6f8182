"""TLS: which certificates requests, proxies and `cfw doctor` trust."""

from __future__ import annotations

import os
import re
import ssl
import sys
from pathlib import Path

import certifi
import truststore

from wizard.api.tls_errors import BadCertificateFile

FILE, FOLDER = "SSL_CERT_FILE", "SSL_CERT_DIR"
"""The environment variables that replace the system's trust store; empty means unset."""

_CERTIFICATE_NAME = re.compile(r"[0-9a-f]{8}\.\d+")
"""The file names OpenSSL looks for in a certificate folder."""


def trusted_context() -> ssl.SSLContext:
    """Give a context that trusts `FILE` and `FOLDER` if set, else the system's store, else certifi's list.

    Loading them takes a moment. Raises `BadCertificateFile`.
    """
    file, folder = os.environ.get(FILE, ""), os.environ.get(FOLDER, "")
    context = _named_by_environment(file, folder) if file or folder else _system()
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # a company may provide only its intermediate CA
    return context


def certificate_variables() -> tuple[str, ...]:
    """Name the variables that are set and so replace the system's trust store."""
    return tuple(name for name in (FILE, FOLDER) if os.environ.get(name))


def unverified_context() -> ssl.SSLContext:
    """Give a context that verifies nothing, to look at a rejected certificate. Never send data over it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _named_by_environment(file: str, folder: str) -> ssl.SSLContext:
    if folder and not any(map(_has_certificates, folder.split(os.pathsep))):
        raise BadCertificateFile(FOLDER, folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(file or None, folder or None)
    except (OSError, ValueError) as error:
        raise BadCertificateFile(FILE, file) from error
    return context


def _system() -> ssl.SSLContext:
    context: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if sys.platform in ("win32", "darwin"):  # they verify certificates themselves
        return context
    # truststore would load the system's files again for every connection, so take the context that it fills.
    context = context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="localhost").context
    folder = ssl.get_default_verify_paths().capath
    if not context.cert_store_stats()["x509"] and not (folder and _has_certificates(folder)):
        context.load_verify_locations(certifi.where())
    return context


def _has_certificates(folder: str) -> bool:
    try:
        return any(_CERTIFICATE_NAME.fullmatch(path.name) for path in Path(folder).iterdir())
    except OSError:
        return False
