//! Files: the only place that reads and writes them.
//!
//! A file is written beside its final place and moved there when it is whole, so that nobody ever sees half
//! of one. What the system reports becomes one sentence; a misspelt name finds its neighbour.

use crate::cli::failure::{Failure, nearest};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
pub const LARGEST_BYTES: u64 = 64 << 20;
/// So many names of a folder are looked at for one that was meant.
const NAMES_LOOKED_AT: usize = 10_000;

/// Whether a path stands for standard input or standard output.
pub fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The name of an input for people: the path as given, or `<stdin>`.
pub fn name(path: &Path) -> String {
    if is_stream(path) { "<stdin>".to_owned() } else { path.display().to_string() }
}

/// Reads a whole text, or standard input for `-`.
///
/// # Errors
/// The file is missing, a folder, not allowed to be read, larger than [`LARGEST_BYTES`] or not UTF-8.
pub fn read(path: &Path) -> Result<String, Failure> {
    let bytes = read_bytes(path)?;
    String::from_utf8(bytes).map_err(|error| not_utf8(path, error.as_bytes(), error.utf8_error()))
}

/// Reads a whole file, or standard input for `-`, as it is.
///
/// # Errors
/// As [`read`], but for the last.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = if is_stream(path) {
        bytes_of(io::stdin().lock())
    } else {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                return Err(cannot("read", path, "it is a folder").help(events_in(path)));
            }
            _ => File::open(path).and_then(bytes_of),
        }
    };
    let bytes = bytes.map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > LARGEST_BYTES {
        let limit = LARGEST_BYTES >> 20;
        let failure = cannot("read", path, &format!("it is larger than {limit} MiB"));
        return Err(failure.help("split it, and name the parts under `include:`"));
    }
    Ok(bytes)
}

/// One byte more than is allowed is read, to know that there is more.
fn bytes_of(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LARGEST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file that an event file names. The path is taken from the current folder, as the caller gives it.
///
/// # Errors
/// As [`read`], in one sentence.
pub fn read_named(path: &str) -> Result<String, String> {
    // `-` in an event file is a file of that name: standard input is not the author's to take.
    let path = if path == "-" { Path::new("./-") } else { Path::new(path) };
    read(path).map_err(|failure| failure.message)
}

/// Writes a whole file, in place of one that may be there.
///
/// What is no regular file (`/dev/stdout`, a pipe) is written to directly; a link stays a link.
///
/// # Errors
/// The folder is missing or nothing may be written there. The old file, if any, is then untouched.
pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), Failure> {
    let contents = contents.as_ref();
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(cannot("write", path, "it is a folder")),
        Ok(metadata) if !metadata.is_file() => {
            let opened = File::options().write(true).open(path);
            let written = opened.and_then(|mut file| file.write_all(contents));
            return match written {
                Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                    Err(unwritable(path, &error))
                }
                Ok(()) | Err(_) => Ok(()),
            };
        }
        Ok(_) | Err(_) => {}
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let file = temporary(&target, contents).map_err(|error| unwritable(path, &error))?;
    if let Ok(old) = fs::metadata(&target) {
        let _ = fs::set_permissions(file.path(), old.permissions());
    }
    file.persist(&target).map_err(|failed| unwritable(path, &failed.error))?;
    Ok(())
}

/// Writes a new file; one that is there already stays as it is.
///
/// # Errors
/// As [`write()`], and when the file exists.
pub fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let exists = || cannot("write", path, "it exists already");
    if fs::symlink_metadata(path).is_ok() {
        return Err(exists());
    }
    let file = temporary(path, text.as_bytes()).map_err(|error| unwritable(path, &error))?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(failed) if failed.error.kind() == ErrorKind::AlreadyExists => Err(exists()),
        Err(failed) => Err(unwritable(path, &failed.error)),
    }
}

/// A whole file beside the one that it will become.
fn temporary(target: &Path, contents: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".demarche-").suffix(".tmp");
    // As any new file: readable and writable for all but those whom the umask excludes.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder_of(target))?;
    file.write_all(contents)?;
    Ok(file)
}

/// Makes a folder and those above it; one that exists is fine.
///
/// # Errors
/// Something else has that name, or nothing may be made there.
pub fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            cannot("make the folder", path, "a file of that name is in the way")
        }
        _ => cannot("make the folder", path, &reason(&error)),
    })
}

/// Whether a path names a folder: it is one, or it ends in a slash.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

/// A path by which two names of one file are the same, whether the file exists or not.
pub fn identity(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    let folder = folder_of(path);
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    match path.file_name() {
        Some(name) => folder.join(name),
        None => folder,
    }
}

/// The folder that a path lies in; `.` for a bare name.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

fn cannot(act: &str, path: &Path, reason: &str) -> Failure {
    let name =
        if is_stream(path) { "standard input".to_owned() } else { format!("`{}`", name(path)) };
    Failure::new(format!("cannot {act} {name}: {reason}"))
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    if error.kind() != ErrorKind::NotFound {
        return cannot("read", path, &reason(error));
    }
    let folder = folder_of(path);
    if folder.is_dir() {
        let failure = cannot("read", path, "there is no such file");
        match neighbour(path) {
            Some(near) => failure.did_you_mean(Some(&near)),
            None => failure.help(others_like(path)),
        }
    } else {
        cannot("read", path, &format!("there is no folder `{}`", folder.display()))
            .did_you_mean(neighbour(folder).as_deref())
    }
}

/// What there is instead of a file: others of its kind, or a way to one.
fn others_like(path: &Path) -> String {
    const SHOWN: usize = 4;
    let folder = folder_of(path);
    let is_alike = |name: &&String| Path::new(name.as_str()).extension() == path.extension();
    let names = names_in(folder);
    let alike: Vec<String> =
        names.iter().filter(is_alike).take(SHOWN).map(|name| format!("`{name}`")).collect();
    let place = match folder == Path::new(".") {
        true => "here".to_owned(),
        false => format!("in `{}`", folder.display()),
    };
    match alike.is_empty() {
        false => format!("{place} there is {}", alike.join(", ")),
        true if path.extension().is_some_and(|extension| extension == "yaml") => {
            format!("an event file to begin with is written by `demarche init {}`", path.display())
        }
        true => format!("{place} there is no file of its kind"),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let folder = folder_of(path);
    if error.kind() == ErrorKind::NotFound && !folder.exists() {
        let folder = folder.display();
        return cannot("write", path, &format!("there is no folder `{folder}`"))
            .help(format!("mkdir -p {folder}"));
    }
    cannot("write", path, &reason(error))
}

/// What the system says, without its number.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "you have no permission".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotADirectory => "a part of its path is no folder".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "nothing can be written on that disk".to_owned(),
        _ => {
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or(&text);
            text.chars().next().map_or_else(String::new, |first| {
                first.to_lowercase().chain(text.chars().skip(1)).collect()
            })
        }
    }
}

/// Says where a text stops being UTF-8, and what it may be instead.
fn not_utf8(path: &Path, bytes: &[u8], error: std::str::Utf8Error) -> Failure {
    let at = error.valid_up_to();
    let before = &bytes[..at];
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let column = String::from_utf8_lossy(before).lines().last().map_or(0, |l| l.chars().count());
    let column = if before.ends_with(b"\n") { 1 } else { column + 1 };
    let found = bytes.get(at).copied().unwrap_or(0);
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let guess = if utf16 { "it looks like UTF-16; s" } else { "s" };
    let place = format!("byte {at} (0x{found:02x}), at line {line}, column {column}, is not UTF-8");
    cannot("read", path, &place).help(format!("{guess}ave the file as UTF-8"))
}

/// The path in the same folder whose name is nearest, if one is near.
fn neighbour(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_string_lossy().into_owned();
    let names = names_in(folder_of(path));
    let near = nearest(&wanted, names.iter().map(String::as_str))?;
    Some(path.with_file_name(near).display().to_string())
}

/// What to type instead of a folder: an event file in it.
fn events_in(folder: &Path) -> String {
    let names = names_in(folder);
    let event_file = names.iter().find(|n| n.ends_with(".yaml") || n.ends_with(".yml"));
    match event_file {
        Some(name) => format!("name a file in it, such as `{}`", folder.join(name).display()),
        None => "name an event file".to_owned(),
    }
}

/// Names in a folder, sorted: the system gives them in no particular order.
fn names_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.flatten().take(NAMES_LOOKED_AT);
    let mut names: Vec<_> =
        names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::{LARGEST_BYTES, identity, is_folder, read, write, write_new};
    use std::fs;
    use std::path::Path;

    #[track_caller]
    fn reading_fails(path: &Path, expected: &str) {
        let failure = read(path).expect_err("it cannot be read");
        assert!(failure.message.ends_with(expected), "{}", failure.message);
    }

    #[test]
    fn each_reason_for_not_reading_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        write(&path("syria.yaml"), "title: Talks\nnote: caf").unwrap();
        reading_fails(folder.path(), ": it is a folder");
        reading_fails(&path("siria.yaml"), ": there is no such file");
        let help = read(&path("siria.yaml")).unwrap_err().help.unwrap();
        assert!(help.ends_with("/syria.yaml`?"), "{help}");
        // Where no name is near, what there is of the kind; else how to begin.
        let help = |name: &str| read(&path(name)).unwrap_err().help.unwrap();
        assert!(help("quite-other.yaml").ends_with("there is `syria.yaml`"));
        fs::remove_file(path("syria.yaml")).unwrap();
        assert!(help("nope.yaml").starts_with("an event file to begin with"));
        assert!(help("nope.ttf").ends_with("there is no file of its kind"));
        reading_fails(&path("no/x.yaml"), &format!("no folder `{}`", path("no").display()));

        fs::File::create(path("large.yaml")).unwrap().set_len(LARGEST_BYTES + 1).unwrap();
        reading_fails(&path("large.yaml"), ": it is larger than 64 MiB");
    }

    #[test]
    fn a_text_that_is_not_utf_8_says_where() {
        use std::io::Write;
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"a\nb\xc3\xa9\xe9").unwrap();
        reading_fails(file.path(), ": byte 5 (0xe9), at line 2, column 3, is not UTF-8");
    }

    #[test]
    fn a_file_is_replaced_and_a_new_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.svg");
        write_new(&path, "one").unwrap();
        assert!(write_new(&path, "two").unwrap_err().message.ends_with("it exists already"));
        assert_eq!(read(&path).unwrap(), "one");
        write(&path, "three").unwrap();
        assert_eq!(read(&path).unwrap(), "three");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    #[cfg(unix)]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.svg"), folder.path().join("b.svg"));
        write(&file, "one").unwrap();
        fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, "two").unwrap();
        assert_eq!(read(&file).unwrap(), "two");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn two_names_of_one_file_are_the_same() {
        assert_eq!(identity(Path::new("./no-such.svg")), identity(Path::new("no-such.svg")));
        assert!(is_folder(Path::new("no-such/")));
        assert!(!is_folder(Path::new("no-such.svg")));
    }
}
