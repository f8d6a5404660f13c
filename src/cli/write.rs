//! Files that appear whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{NamedTempFile, TempPath};

/// Writes a file beside its place and then moves it there: at no time, whatever happens, is there half a file.
///
/// # Errors
/// What the system says; the old file is then untouched.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_with(path, |file| file.write_all(bytes))
}

/// The same with what fills the file.
fn write_with(path: &Path, put: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let old = path.metadata().ok();
    if old.as_ref().is_some_and(|old| !old.is_file() && !old.is_dir()) {
        return put(&mut File::options().write(true).open(path)?);
    }
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = folder_of(path);
    let mut file = temporary(folder)?;
    put(file.as_file_mut())?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// Writes a file that must not be there yet, not even as a link that leads nowhere.
///
/// # Errors
/// What the system says; of the kind `AlreadyExists` if something has that name.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_all_new(&[(path, bytes)]).map_err(|(_, error)| error)
}

/// Writes files that must not be there yet: all of them, or none.
///
/// # Errors
/// The path at which it failed, and what the system says.
pub fn write_all_new<'p>(files: &[(&'p Path, &[u8])]) -> Result<(), (&'p Path, io::Error)> {
    // What needs room on the disk comes first; a file that was not given its name goes away by itself.
    let prepared: Vec<TempPath> =
        files.iter().map(|(path, bytes)| prepare(path, bytes).map_err(|error| (*path, error))).collect::<Result<_, _>>()?;
    for (at, (file, (path, _))) in prepared.into_iter().zip(files).enumerate() {
        // Whatever comes to have the name in the meantime stays as it is, too.
        if let Err(error) = file.persist_noclobber(path) {
            for (written, _) in &files[..at] {
                let _ = fs::remove_file(written);
            }
            return Err((path, error.error));
        }
        sync_folder(folder_of(path));
    }
    Ok(())
}

/// A file beside the place that it will have. It is closed, since no more than some hundred may be open at a time.
fn prepare(path: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let mut file = temporary(folder_of(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file of a name that nothing else has, with the rights that a new file gets.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".journey-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Makes sure that the new name is on the disk, too. Not all file systems can; the file is whole in any case.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk that has room for half of it.
    #[test]
    fn a_full_disk_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("shop.journey");
        fs::write(&path, "the old text").expect("there is room");
        let written = write_with(&path, |file| {
            file.write_all(b"half of the")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(written.expect_err("the disk is full").kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "the old text");
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1, "no half file is left");
        write_whole(&path, b"the new text").expect("there is room again");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "the new text");
    }
}
