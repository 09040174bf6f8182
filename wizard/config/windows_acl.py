"""Read access control lists on Windows, and restrict files to the current account.

The system and the administrators always keep access: nothing can prevent that.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

_SYSTEM, _ADMINISTRATORS = "S-1-5-18", "S-1-5-32-544"
_CREATOR_OWNER, _OWNER_RIGHTS = "S-1-3-0", "S-1-3-4"
_HARMLESS = {_SYSTEM, _ADMINISTRATORS, _CREATOR_OWNER, _OWNER_RIGHTS}
"""Two accounts that can read everything anyway, and two that mean the owner, who is checked separately."""

_EVERYONE = "S-1-1-0"
_NAMES = {
    _EVERYONE: "Everyone",
    "S-1-5-7": "Anonymous",
    "S-1-5-4": "Interactive",
    "S-1-5-2": "Network",
    "S-1-5-11": "Authenticated Users",
    "S-1-5-32-545": "Users",
    "S-1-5-32-546": "Guests",
    "S-1-5-32-547": "Power Users",
}

_ALLOWING = {0x00, 0x09}
"""Types of entries that allow access: ACCESS_ALLOWED_ACE and its conditional variant."""
_INHERIT_ONLY = 0x08
"""The flag of an entry that only applies to new files inside a folder."""


class Entry(NamedTuple):
    """An entry of an access control list."""

    kind: int
    flags: int
    sid: str
    """The account it applies to."""


class Security(NamedTuple):
    """The owner and the access control list of a file or folder."""

    owner: str
    entries: Sequence[Entry] | None
    """None if there is no list, which gives everyone access."""


def other_accounts(path: Path) -> tuple[str, ...]:
    """Name the other accounts with any access to the file or folder. Raises `OSError`."""
    return unexpected_accounts(_security(path), _own_sid())


def unexpected_accounts(security: Security, own: str) -> tuple[str, ...]:
    """Name the accounts with access that aren't `own`. An owner can always get access, so it counts too."""
    found: Iterable[str] = [_EVERYONE]
    if security.entries is not None:
        found = [
            one.sid for one in security.entries if one.kind in _ALLOWING and not one.flags & _INHERIT_ONLY
        ]
    sids = dict.fromkeys([security.owner, *found])
    return tuple(_NAMES.get(sid, sid) for sid in sids if sid not in _HARMLESS and sid != own)


def restrict(path: Path) -> None:
    """Restrict a file or folder to this account, the system and the administrators. Raises `OSError`."""
    inherit = "OICI" if path.is_dir() else ""
    entries = (f"(A;{inherit};FA;;;{sid})" for sid in (_own_sid(), _SYSTEM, _ADMINISTRATORS))
    _set_entries(path, f"D:P{''.join(entries)}")


if sys.platform == "win32":
    import ctypes
    from ctypes import byref, wintypes

    _FILE, _OWNER_PART, _DACL_PART, _PROTECTED = 1, 0x1, 0x4, 0x80000000
    """SE_FILE_OBJECT, and flags for parts of a security descriptor (SECURITY_INFORMATION)."""

    _advapi32 = ctypes.WinDLL("advapi32", use_last_error=True)
    _kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel32.GetCurrentProcess.restype = wintypes.HANDLE
    _kernel32.LocalFree.argtypes = [ctypes.c_void_p]
    _kernel32.CloseHandle.argtypes = [wintypes.HANDLE]
    _advapi32.OpenProcessToken.argtypes = [
        wintypes.HANDLE, wintypes.DWORD, ctypes.POINTER(wintypes.HANDLE)
    ]  # fmt: skip
    _advapi32.GetTokenInformation.argtypes = [
        wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD, ctypes.POINTER(wintypes.DWORD)
    ]  # fmt: skip
    _advapi32.ConvertSidToStringSidW.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)]
    _pointer = ctypes.POINTER(ctypes.c_void_p)
    _advapi32.GetNamedSecurityInfoW.argtypes = [
        wintypes.LPCWSTR, ctypes.c_int, wintypes.DWORD, _pointer, _pointer, _pointer, _pointer, _pointer
    ]  # fmt: skip
    _advapi32.GetNamedSecurityInfoW.restype = wintypes.DWORD
    _advapi32.SetFileSecurityW.argtypes = [wintypes.LPCWSTR, wintypes.DWORD, ctypes.c_void_p]
    _advapi32.GetAce.argtypes = [ctypes.c_void_p, wintypes.DWORD, _pointer]
    _advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW.argtypes = [
        wintypes.LPCWSTR, wintypes.DWORD, _pointer, ctypes.c_void_p
    ]  # fmt: skip

    class _Acl(ctypes.Structure):
        _fields_ = (
            ("revision", ctypes.c_uint8),
            ("padding", ctypes.c_uint8),
            ("size", ctypes.c_uint16),
            ("count", ctypes.c_uint16),
            ("padding_2", ctypes.c_uint16),
        )

    class _Ace(ctypes.Structure):
        _fields_ = (
            ("kind", ctypes.c_uint8),
            ("flags", ctypes.c_uint8),
            ("size", ctypes.c_uint16),
            ("mask", ctypes.c_uint32),
            ("sid", ctypes.c_uint32),  # its first 32 bits
        )

    class _TokenUser(ctypes.Structure):
        _fields_ = (("sid", ctypes.c_void_p), ("attributes", wintypes.DWORD), ("room", ctypes.c_uint8 * 128))

    def _check(succeeded: int) -> None:
        if not succeeded:
            raise ctypes.WinError(ctypes.get_last_error())

    def _check_code(code: int) -> None:
        if code:
            raise ctypes.WinError(code)

    def _text_of(sid: int | None) -> str:
        text = ctypes.c_void_p()
        _check(_advapi32.ConvertSidToStringSidW(sid, byref(text)))
        try:
            return ctypes.wstring_at(text.value or 0)
        finally:
            _kernel32.LocalFree(text)

    def _own_sid() -> str:
        token, user, size = wintypes.HANDLE(), _TokenUser(), wintypes.DWORD()
        _check(_advapi32.OpenProcessToken(_kernel32.GetCurrentProcess(), 0x8, byref(token)))  # TOKEN_QUERY
        try:
            _check(
                _advapi32.GetTokenInformation(token, 1, byref(user), ctypes.sizeof(user), byref(size))
            )  # TokenUser
            return _text_of(user.sid)
        finally:
            _kernel32.CloseHandle(token)

    def _security(path: Path) -> Security:
        owner, entries, descriptor = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
        _check_code(
            _advapi32.GetNamedSecurityInfoW(
                str(path), _FILE, _OWNER_PART | _DACL_PART,
                byref(owner), None, byref(entries), None, byref(descriptor),
            )
        )  # fmt: skip
        try:
            return Security(_text_of(owner.value), _entries(entries.value))
        finally:
            _kernel32.LocalFree(descriptor)

    def _entries(address: int | None) -> list[Entry] | None:
        if not address:
            return None
        found = []
        for index in range(_Acl.from_address(address).count):
            place = ctypes.c_void_p()
            _check(_advapi32.GetAce(address, index, byref(place)))
            ace = _Ace.from_address(place.value or 0)
            sid = _text_of(ctypes.addressof(ace) + _Ace.sid.offset) if ace.kind in _ALLOWING else ""
            found.append(Entry(ace.kind, ace.flags, sid))
        return found

    def _set_entries(path: Path, text: str) -> None:
        """Replace the entries with those of a security descriptor in text form (SDDL), and inherit none."""
        descriptor = ctypes.c_void_p()
        _check(
            _advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(text, 1, byref(descriptor), None)
        )
        try:
            _check(_advapi32.SetFileSecurityW(str(path), _DACL_PART | _PROTECTED, descriptor))
        finally:
            _kernel32.LocalFree(descriptor)

else:

    def _own_sid() -> str:
        raise NotImplementedError

    def _security(path: Path) -> Security:
        raise NotImplementedError

    def _set_entries(path: Path, text: str) -> None:
        raise NotImplementedError
