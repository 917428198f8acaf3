//! The finished site on nginx and Caddy, with the files of `docs/deploy/` as they stand there but for
//! the port and the folder.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

use crate::{process::command, project::Project, tools::WebServers};

/// A running web server; ends when dropped.
pub struct WebServer {
    keeper: Child,
    port: u16,
}

const PATIENCE: Duration = Duration::from_secs(10);

/// Ends the program it started when its own input closes, so that nothing is left behind even if we
/// are killed.
const KEEPER: &str =
    "\"$@\" </dev/null & program=$!; cat >/dev/null; kill \"$program\"; wait \"$program\"";

impl WebServer {
    pub fn nginx(project: &Project, programs: &WebServers, root: &Path) -> anyhow::Result<Self> {
        let port = free_port()?;
        let folder = project.work().join("nginx");
        fs::create_dir_all(&folder)?;
        let site = configuration(project, "nginx.conf", root, port)?;
        let modules: String = programs
            .nginx_modules
            .iter()
            .map(|module| format!("load_module {};\n", module.display()))
            .collect();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path temporary;\n"))
            .concat();
        let whole = format!(
            "{modules}daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log stderr;\n\
             events {{ worker_connections 1024; }}\nhttp {{\naccess_log off;\n{temporary}{site}\n}}\n"
        );
        let file = folder.join("whole.conf");
        fs::write(&file, whole)?;
        Self::start(
            project,
            port,
            &[
                programs.nginx.as_os_str(),
                "-p".as_ref(),
                folder.as_os_str(),
                "-c".as_ref(),
                file.as_os_str(),
            ],
        )
        .context("cannot start nginx")
    }

    pub fn caddy(project: &Project, programs: &WebServers, root: &Path) -> anyhow::Result<Self> {
        let port = free_port()?;
        let folder = project.work().join("caddy");
        fs::create_dir_all(&folder)?;
        let site = configuration(project, "Caddyfile", root, port)?;
        let file = folder.join("Caddyfile");
        // No certificates, no way to change it from outside.
        fs::write(
            &file,
            format!("{{\n\tadmin off\n\tauto_https off\n}}\n\n{site}"),
        )?;
        Self::start(
            project,
            port,
            &[
                programs.caddy.as_os_str(),
                "run".as_ref(),
                "--adapter".as_ref(),
                "caddyfile".as_ref(),
                "--config".as_ref(),
                file.as_os_str(),
            ],
        )
        .context("cannot start Caddy")
    }

    fn start(project: &Project, port: u16, words: &[&std::ffi::OsStr]) -> anyhow::Result<Self> {
        let log = fs::File::create(project.work().join(format!("web-server-{port}.log")))?;
        let keeper = command(project, "sh")
            .args(["-c", KEEPER, "keeper"])
            .args(words)
            .env("XDG_DATA_HOME", project.work().join("caddy"))
            .env("XDG_CONFIG_HOME", project.work().join("caddy"))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()?;
        let server = Self { keeper, port };
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if started.elapsed() > PATIENCE {
                bail!("it does not listen on port {port}; see target/atlas/web-server-{port}.log");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
}

impl Drop for WebServer {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait(); // it has ended by itself
    }
}

/// A file of `docs/deploy/`, for another port and folder.
fn configuration(project: &Project, name: &str, root: &Path, port: u16) -> anyhow::Result<String> {
    let file = project.root().join("docs/deploy").join(name);
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    for part in ["8080", "/srv/atlas"] {
        anyhow::ensure!(text.contains(part), "{} has no {part}", file.display());
    }
    Ok(text
        .replace("8080", &port.to_string())
        .replace("/srv/atlas", &root.display().to_string()))
}

/// A port that nobody listens on at the moment.
fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}
