//! Files by their URI.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The path of a `file:` URI; none for other schemes and other machines.
pub fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://").or_else(|| uri.strip_prefix("FILE://"))?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = rest.split(['?', '#']).next().filter(|path| path.starts_with('/'))?;
    let bytes = decoded(path)?;
    // `/c:/maps` is a drive, not a folder.
    let bytes = match bytes.as_slice() {
        [b'/', drive, b':', ..] if cfg!(windows) && drive.is_ascii_alphabetic() => bytes[1..].to_vec(),
        _ => bytes,
    };
    path_of_bytes(bytes).filter(|path| path.is_absolute())
}

#[cfg(unix)]
fn path_of_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    (!bytes.contains(&0)).then(|| PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

#[cfg(not(unix))]
fn path_of_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

/// The `file:` URI of a path.
pub fn from_path(path: &Path) -> String {
    let mut uri = String::from("file://");
    let written = bytes_of_path(path);
    if !written.starts_with(b"/") {
        uri.push('/');
    }
    for byte in written {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(byte as char),
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(unix)]
fn bytes_of_path(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(not(unix))]
fn bytes_of_path(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

/// The bytes of a text with `%20` and its like; none if a `%` has no digits.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| (byte? as char).to_digit(16);
        let (high, low) = (digit(bytes.next())?, digit(bytes.next())?);
        out.push((high * 16 + low) as u8);
    }
    Some(out)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_and_its_uri() {
        for (path, uri) in [
            ("/maps/a.journey", "file:///maps/a.journey"),
            ("/my maps/ü%.journey", "file:///my%20maps/%C3%BC%25.journey"),
            ("/a:b#c?", "file:///a%3Ab%23c%3F"),
        ] {
            assert_eq!(from_path(Path::new(path)), uri);
            assert_eq!(to_path(uri), Some(PathBuf::from(path)));
        }
        assert_eq!(to_path("file://localhost/a"), Some(PathBuf::from("/a")));
        for other in ["untitled:1", "file://server/a", "file://", "file:///%zz", "file:///%0", "file:///a%00b", "", "https://a/b"] {
            assert_eq!(to_path(other), None, "{other}");
        }
    }
}
