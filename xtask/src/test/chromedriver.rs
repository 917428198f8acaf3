//! The program that steers the browser, for as long as tests run.
//!
//! Killed, chromedriver would leave its browsers behind; it must be asked to end. So that this also
//! happens when we are killed ourselves, a second process of xtask looks after it: that one ends
//! chromedriver when the pipe from us closes, for whatever reason.

use std::{
    env,
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use anyhow::Context;

use crate::{cli, tools::Browser};

/// A running chromedriver; ends, with all its browsers, when dropped.
pub struct Chromedriver {
    keeper: Child,
    port: u16,
}

const PATIENCE: Duration = Duration::from_secs(20);
const TIME_TO_END: Duration = Duration::from_secs(10);

impl Chromedriver {
    pub fn start(browser: &Browser) -> anyhow::Result<Self> {
        let mut keeper = Command::new(env::current_exe().context("cannot find xtask itself")?);
        keeper
            .arg(cli::KEEP_CHROMEDRIVER)
            .arg(&browser.chromedriver);
        keeper.stdin(Stdio::piped()).stdout(Stdio::piped());
        own_group(&mut keeper);
        let mut keeper = keeper.spawn().context("cannot start another xtask")?;
        let output = keeper.stdout.take().map(BufReader::new);
        // From here on, dropping it ends everything.
        let mut started = Self { keeper, port: 0 };
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            // To the end: a driver that cannot write would stop.
            for line in output
                .into_iter()
                .flat_map(BufRead::lines)
                .map_while(Result::ok)
            {
                if let Some(port) = port_in(&line) {
                    let _ = sender.send(port); // nobody listens after the first
                }
            }
        });
        started.port = receiver
            .recv_timeout(PATIENCE)
            .context("chromedriver did not start; what it says, if anything, is above")?;
        Ok(started)
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        if !ends_within(&mut self.keeper, 2 * TIME_TO_END) {
            let _ = self.keeper.kill(); // it has ended by itself
        }
    }
}

/// Runs chromedriver until the standard input closes; what the second process does.
pub fn keep(chromedriver: &Path) -> anyhow::Result<()> {
    let mut driver = Command::new(chromedriver)
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", chromedriver.display()))?;
    let output = driver.stdout.take().map(BufReader::new);
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in output
            .into_iter()
            .flat_map(BufRead::lines)
            .map_while(Result::ok)
        {
            if let Some(port) = port_in(&line) {
                let _ = sender.send(port); // the receiver waits for one
            }
            let _ = writeln!(io::stdout(), "{line}"); // who has started us may be gone
        }
    });

    let _ = io::copy(&mut io::stdin(), &mut io::sink()); // an error is an end as well
    let is_asked = receiver
        .try_recv()
        .is_ok_and(|port| shut_down(port).is_ok());
    if !is_asked || !ends_within(&mut driver, TIME_TO_END) {
        let _ = driver.kill(); // it has ended by itself
        let _ = driver.wait();
    }
    Ok(())
}

/// Asks chromedriver to end its browsers and itself.
fn shut_down(port: u16) -> io::Result<()> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(TIME_TO_END))?;
    stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
    stream.read(&mut [0; 512]).map(drop)
}

fn ends_within(child: &mut Child, time: Duration) -> bool {
    let deadline = Instant::now() + time;
    while Instant::now() < deadline {
        if !matches!(child.try_wait(), Ok(None)) {
            return true;
        }
        thread::sleep(Duration::from_millis(20));
    }
    false
}

/// Ctrl-C in a terminal goes to a whole group; the second process must outlive it for a moment.
#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

/// From "ChromeDriver was started successfully on port 41233."
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end().trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read() {
        assert_eq!(
            port_in("ChromeDriver was started successfully on port 41233."),
            Some(41233)
        );
        assert_eq!(port_in("Starting ChromeDriver 156 on port 0"), None);
    }
}
