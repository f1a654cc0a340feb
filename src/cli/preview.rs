//! `demarche preview`: a page in the browser that is drawn again whenever the event file is saved.
//!
//! The server listens on the loopback interface alone, and answers only requests that name it as this machine:
//! a page from elsewhere that has its name resolved to here ([DNS rebinding]) is refused. It gives two things, the
//! page and the number of its version, and takes nothing.
//!
//! [DNS rebinding]: https://en.wikipedia.org/wiki/DNS_rebinding

use crate::Compiled;
use crate::cli::failure::{Exit, Failure};
use crate::cli::files;
use crate::cli::screen::Screen;
use crate::export::Subject;
use crate::export::html::live::{Live, write};
use crate::export::html::policy;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// Show an event file in the browser, drawn again on every save
///
/// The page has the picture, the findings beside it, and everything of `export --to html`. It is served to this
/// machine alone. Ctrl-C ends it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche preview talks.yaml --open
  demarche preview talks.yaml --port 8080")]
pub struct Arguments {
    /// The event file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The port [default: a free one]
    #[arg(long, value_name = "PORT", default_value = "0", hide_default_value = true)]
    port: u16,

    /// Open the page in the browser
    #[arg(long)]
    open: bool,
}

/// How often the file is looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(200);
/// How long a question for the next version is kept waiting.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a browser may take to ask.
const TIME_TO_ASK: Duration = Duration::from_secs(5);
/// The longest request, in bytes.
const LONGEST_REQUEST: usize = 16 << 10;
/// So many requests are answered at once; a browser keeps one waiting for each window.
const MOST_AT_ONCE: usize = 64;

/// The page as it is now.
#[derive(Default)]
struct Page {
    version: u64,
    html: String,
}

/// What the threads share.
#[derive(Default)]
struct Shared {
    page: Mutex<Page>,
    changed: Condvar,
    busy: AtomicUsize,
}

impl Shared {
    fn page(&self) -> MutexGuard<'_, Page> {
        // A thread that failed while it held the page left it whole: it is replaced in one go.
        self.page.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Serves the page until the program is ended.
///
/// # Errors
/// The port is taken, or the file is not there to begin with.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    if files::is_stream(&arguments.file) {
        return Err(Failure::new("standard input cannot be watched; name a file"));
    }
    files::read(&arguments.file)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port));
    let listener = listener.map_err(|error| {
        let reason = files::reason(&error);
        Failure::new(format!("cannot listen on port {}: {reason}", arguments.port))
            .help("leave `--port` out, and a free one is taken")
    })?;
    let port = listener.local_addr().map_or(arguments.port, |address| address.port());
    let shared = Arc::new(Shared::default());
    let mut watch = Watch { file: arguments.file.clone(), seen: Vec::new(), last_good: None };
    watch.look(&shared);
    let address = format!("http://127.0.0.1:{port}/");
    screen
        .talk(&format!("{} is shown at {address}  (Ctrl-C ends)\n", files::name(&arguments.file)));
    if arguments.open {
        open(&address, screen);
    }
    let watched = Arc::clone(&shared);
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(LOOK_AGAIN);
            watch.look(&watched);
        }
    });
    for stream in listener.incoming().flatten() {
        if shared.busy.fetch_add(1, Ordering::SeqCst) >= MOST_AT_ONCE {
            shared.busy.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let shared = Arc::clone(&shared);
        std::thread::spawn(move || {
            // A browser that has gone away is no error.
            let _ = serve(stream, port, &shared);
            shared.busy.fetch_sub(1, Ordering::SeqCst);
        });
    }
    Ok(Exit::Done)
}

/// The event file while it is watched.
struct Watch {
    file: PathBuf,
    /// Every file that was read, with the time and size that it had.
    seen: Vec<(PathBuf, Option<(SystemTime, u64)>)>,
    /// The last version of which something could be made.
    last_good: Option<Compiled>,
}

/// Time of change and size of a file; nothing if it is not there.
fn state(path: &Path) -> Option<(SystemTime, u64)> {
    let data = std::fs::metadata(path).ok()?;
    Some((data.modified().ok()?, data.len()))
}

impl Watch {
    /// Makes a new page if a file has changed.
    fn look(&mut self, shared: &Shared) {
        if !self.seen.is_empty() && self.seen.iter().all(|(path, then)| state(path) == *then) {
            return;
        }
        let before = state(&self.file);
        let text = match files::read(&self.file) {
            Ok(text) => text,
            // An editor may be about to put the new file in place of the old one.
            Err(_) if !self.seen.is_empty() => return,
            Err(failure) => format!("# {}", failure.message),
        };
        let compiled = crate::compile(&files::name(&self.file), text, &mut files::read_named);
        self.seen = compiled
            .files
            .iter()
            .skip(1)
            .map(|file| PathBuf::from(&file.name))
            .map(|path| (path.clone(), state(&path)))
            .collect();
        self.seen.insert(0, (self.file.clone(), before));
        let version = shared.page().version + 1;
        let html = self.page(compiled, version);
        *shared.page() = Page { version, html };
        shared.changed.notify_all();
    }

    fn page(&mut self, compiled: Compiled, version: u64) -> String {
        let is_old = !compiled.readable && self.last_good.is_some();
        let shown = match &self.last_good {
            Some(last) if is_old => last,
            Some(_) | None => &compiled,
        };
        let live = Live {
            findings: &compiled.findings,
            files: &compiled.files,
            version,
            is_old,
            timeline: &shown.timeline,
        };
        let subject = Subject {
            files: &shown.files,
            timeline: &shown.timeline,
            graph: &shown.graph,
            order: &shown.order,
        };
        let html = write(subject, &live);
        if compiled.readable {
            self.last_good = Some(compiled);
        }
        html
    }
}

/// What is answered.
struct Answer {
    status: &'static str,
    kind: &'static str,
    body: String,
}

/// Reads one request and answers it.
fn serve(mut stream: TcpStream, port: u16, shared: &Shared) -> std::io::Result<()> {
    stream.set_read_timeout(Some(TIME_TO_ASK))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut request = Vec::new();
    let mut piece = [0; 2048];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        let length = stream.read(&mut piece)?;
        if length == 0 || request.len() > LONGEST_REQUEST {
            return Ok(());
        }
        request.extend_from_slice(&piece[..length]);
    }
    let answer = answer(&request, port, shared);
    let body = answer.body;
    let head = format!(
        "HTTP/1.1 {}\r\nContent-Type: {}; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n\
         Referrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n\
         Content-Security-Policy: {}; frame-ancestors 'none'\r\n\r\n",
        answer.status,
        answer.kind,
        body.len(),
        policy(true),
    );
    stream.write_all(head.as_bytes())?;
    if !request.starts_with(b"HEAD ") {
        stream.write_all(body.as_bytes())?;
    }
    stream.flush()
}

fn answer(request: &[u8], port: u16, shared: &Shared) -> Answer {
    let plain = |status, body: &str| Answer { status, kind: "text/plain", body: body.to_owned() };
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Request::new(&mut headers);
    if !matches!(parsed.parse(request), Ok(httparse::Status::Complete(_))) {
        return plain("400 Bad Request", "this is no request\n");
    }
    let hosts: Vec<&[u8]> = parsed
        .headers
        .iter()
        .filter(|header| header.name.eq_ignore_ascii_case("host"))
        .map(|header| header.value)
        .collect();
    let own = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}"));
    let is_own =
        matches!(hosts.as_slice(), [host] if own.iter().any(|own| own.as_bytes() == *host));
    if !is_own {
        return plain("403 Forbidden", "only this machine may ask, by the name of this machine\n");
    }
    if !matches!(parsed.method, Some("GET" | "HEAD")) {
        return plain("405 Method Not Allowed", "there is nothing to do but to look\n");
    }
    match parsed.path {
        Some("/") => {
            let html = shared.page().html.clone();
            Answer { status: "200 OK", kind: "text/html", body: html }
        }
        Some(path) if path.starts_with("/version?after=") => {
            let known = path.trim_start_matches("/version?after=").parse::<u64>().ok();
            let page = shared.page();
            let waited = shared
                .changed
                .wait_timeout_while(page, PATIENCE, |page| Some(page.version) == known);
            let (page, _) = waited.unwrap_or_else(PoisonError::into_inner);
            plain("200 OK", &page.version.to_string())
        }
        Some(_) | None => plain("404 Not Found", "there is only one page: /\n"),
    }
}

/// Opens an address in the browser of the desktop.
fn open(address: &str, screen: &Screen) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let null = std::process::Stdio::null;
    let started = std::process::Command::new(program)
        .arg(address)
        .stdin(null())
        .stdout(null())
        .stderr(null())
        .spawn();
    if started.is_err() {
        screen.talk(&format!("note: `{program}` could not be started; open {address} by hand\n"));
    }
}
