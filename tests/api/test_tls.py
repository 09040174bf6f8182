"""Which certificates are trusted: the environment's, the system's, or certifi's."""

from __future__ import annotations

import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import certifi
import pytest
import trustme
import truststore
from hypothesis import given
from hypothesis import strategies as st
from proxying import Here

from wizard.api import tls, tls_errors
from wizard.api.certificate_issuer import issuer_of
from wizard.api.http_client import HttpClient
from wizard.api.retry import Retry

SOME = ssl.PEM_cert_to_DER_cert(trustme.CA().issue_cert("example.test").cert_chain_pems[0].bytes().decode())
"""A certificate."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    with Here(tmp_path_factory.mktemp("here")).running() as here:
        yield here


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The certificate of an authority that didn't issue the site's certificate."""
    return Here(tmp_path).trusted


async def probe(here: Here) -> str | None:
    http = HttpClient(retry=Retry(attempts=1))
    try:
        return (await http.probe(f"https://127.0.0.1:{here.site}/api/v2")).tls
    finally:
        await http.close()


def system_trusts(monkeypatch: pytest.MonkeyPatch, *files: Path) -> None:
    """Replace the system's trust store by these certificates."""

    def store(protocol: int) -> ssl.SSLContext:
        context = ssl.SSLContext(protocol)
        for file in files:
            context.load_verify_locations(file)
        return context

    nowhere = ssl.DefaultVerifyPaths(None, None, "", "", "", "")
    monkeypatch.setattr(truststore, "SSLContext", store)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nowhere)


async def test_an_authority_in_the_systems_store_needs_no_variables(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    system_trusts(monkeypatch, here.trusted)
    assert await probe(here) == "TLSv1.3"


async def test_an_empty_store_falls_back_to_certifi(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    system_trusts(monkeypatch)
    monkeypatch.setattr(certifi, "where", lambda: str(here.trusted))
    assert await probe(here) == "TLSv1.3"


async def test_certifi_is_not_added_to_a_store(
    here: Here, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system_trusts(monkeypatch, other)
    monkeypatch.setattr(certifi, "where", lambda: str(here.trusted))
    with pytest.raises(tls_errors.BadCertificate):
        await probe(here)


async def test_the_file_replaces_the_store(here: Here, other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system_trusts(monkeypatch, here.trusted)
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    with pytest.raises(tls_errors.BadCertificate):
        await probe(here)
    system_trusts(monkeypatch, other)
    monkeypatch.setenv("SSL_CERT_FILE", str(here.trusted))
    assert await probe(here) == "TLSv1.3"


def _hash(file: Path) -> str:
    """The file name under which OpenSSL looks for a certificate."""
    try:
        done = subprocess.run(
            ["openssl", "x509", "-hash", "-noout", "-in", file], check=True, capture_output=True, text=True
        )
    except FileNotFoundError:
        pytest.skip("openssl is not on this machine")
    return done.stdout.strip()


async def test_the_folder_replaces_the_store(
    here: Here, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = []
    for name, file in (("ours", here.trusted), ("other", other)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{_hash(file)}.0").write_bytes(file.read_bytes())
        folders.append(folder)
    ours, theirs = folders
    system_trusts(monkeypatch, here.trusted)
    monkeypatch.setenv("SSL_CERT_DIR", str(theirs))
    with pytest.raises(tls_errors.BadCertificate):
        await probe(here)
    system_trusts(monkeypatch, other)
    monkeypatch.setenv("SSL_CERT_DIR", f"{theirs}:{ours}")
    assert await probe(here) == "TLSv1.3"


async def test_an_untrusted_certificate_names_its_issuer_and_both_remedies(
    here: Here, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system_trusts(monkeypatch, other)
    here.heads.clear()
    with pytest.raises(tls_errors.BadCertificate) as raised:
        await probe(here)
    assert "Proven Test Ltd”" in raised.value.what
    assert "The token was not sent." in raised.value.what
    assert "system's trust store" in raised.value.hint
    assert "SSL_CERT_FILE" in raised.value.hint
    assert here.heads == []


@pytest.mark.parametrize("content", [None, b"", b"not a certificate", b"-----BEGIN CERTIFICATE-----\nAA\n"])
def test_a_file_without_certificates_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    file = tmp_path / "certificates.pem"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with pytest.raises(tls_errors.BadCertificateFile, match=r"SSL_CERT_FILE \(.*certificates\.pem\)"):
        tls.trusted_context()


@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_without_certificates_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path if is_there else tmp_path / "nowhere"))
    with pytest.raises(tls_errors.BadCertificateFile, match="SSL_CERT_DIR"):
        tls.trusted_context()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_truststore_is_used_where_the_system_verifies(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert isinstance(tls.trusted_context(), truststore.SSLContext)


def test_the_context_verifies_certificates_and_host_names() -> None:
    context = tls.trusted_context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_a_connector_loads_no_certificates(tmp_path: Path) -> None:
    program = (
        "import sys; from wizard.account.connection import Connector; from wizard.api.hosts import Hosts;"
        "Connector(Hosts()); assert not {'truststore', 'httpx', 'socksio'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_issuer_of_a_certificate(here: Here) -> None:
    leaf = here.authority.issue_cert("example.test").cert_chain_pems[0].bytes()
    der = ssl.PEM_cert_to_DER_cert(leaf.decode())
    issuer = issuer_of(der)
    assert issuer is not None
    assert "Proven Test Ltd" in issuer


@given(st.binary(max_size=60))
def test_invalid_data_has_no_issuer(data: bytes) -> None:
    assert issuer_of(data) is None


@given(st.integers(0), st.binary(min_size=1, max_size=1))
def test_a_damaged_certificate_does_no_harm(place: int, byte: bytes) -> None:
    place %= len(SOME)
    issuer = issuer_of(SOME[:place] + byte + SOME[place + 1 :])
    assert issuer is None or issuer.isprintable()
