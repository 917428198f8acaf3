//! A headless Chromium, steered through chromedriver; it ends with its owner.

use std::{
    fmt::Display,
    future::Future,
    thread,
    time::{Duration, Instant},
};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{
    ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver,
    error::WebDriverResult,
};
use tokio::runtime::{Builder, Runtime};

use crate::{Screen, Variable, folder};

/// How long anything may take; the machine may be busy with other things.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(25);

/// Nothing that would need a screen, a sandbox of its own or the network.
const ARGUMENTS: [&str; 13] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    // Frames in the process of the page: chromedriver's logs leave out those in processes of their own.
    "--disable-features=IsolateSandboxedIframes",
];

/// A browser with one tab. Where a call fails, or a wait is in vain, it panics and says what was expected.
pub struct Browser {
    runtime: Runtime,
    driver: WebDriver,
}

impl Browser {
    /// Starts a browser whose reader reads English.
    #[track_caller]
    pub fn open(screen: Screen) -> Self {
        Self::open_for_reader_of(screen, "en-US")
    }

    /// Starts a browser that asks for pages in a language.
    #[track_caller]
    pub fn open_for_reader_of(screen: Screen, language: &str) -> Self {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime for the WebDriver client starts");
        let capabilities = capabilities(language).expect("the browser's options are JSON");
        let connecting = WebDriver::builder(Variable::WebDriver.value(), capabilities).connect();
        let driver = match runtime.block_on(connecting) {
            Ok(driver) => driver,
            Err(error) => panic!("chromedriver could not start a browser: {error}"),
        };
        let browser = Self { runtime, driver };
        browser.resize(screen);
        browser
    }

    /// Gives the page another screen.
    #[track_caller]
    pub fn resize(&self, screen: Screen) {
        let Screen {
            width,
            height,
            density,
            has_touch,
        } = screen;
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": density, "mobile": has_touch }),
        );
        self.devtools(
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": has_touch, "maxTouchPoints": 5 }),
        );
    }

    /// Loads a page.
    #[track_caller]
    pub fn goto(&self, address: &str) {
        self.wait_for(format_args!("load {address}"), self.driver.goto(address));
    }

    /// Loads a page of the Atlas and waits for its first map.
    #[track_caller]
    pub fn open_map(&self, address: &str) {
        self.goto(address);
        self.until_painted();
    }

    /// Waits for the first map.
    #[track_caller]
    pub fn until_painted(&self) {
        self.until(
            "a painted map (#map with data-map-painted)",
            "document.querySelector('#map[data-map-painted]')",
        );
    }

    #[track_caller]
    pub fn reload(&self) {
        self.wait_for("reload the page", self.driver.refresh());
    }

    #[track_caller]
    pub fn back(&self) {
        self.wait_for("go back", self.driver.back());
    }

    #[track_caller]
    pub fn forward(&self) {
        self.wait_for("go forward", self.driver.forward());
    }

    /// The page's address; in a frame, that of the page around it.
    #[track_caller]
    pub fn address(&self) -> String {
        self.wait_for("tell its address", self.driver.current_url())
            .to_string()
    }

    /// From here on, what is read and run is in the page's first frame.
    #[track_caller]
    pub fn enter_frame(&self) {
        self.wait_for("enter the frame", self.driver.enter_frame(0));
    }

    /// Goes on inside the frame that a selector finds.
    #[track_caller]
    pub fn enter(&self, frame: &str) {
        self.wait_for(format_args!("enter {frame}"), async {
            let frame = self.driver.find(thirtyfour::By::Css(frame)).await?;
            frame.enter_frame().await
        });
    }

    #[track_caller]
    pub fn leave_frame(&self) {
        self.wait_for("leave the frame", self.driver.enter_default_frame());
    }

    /// Runs the body of a function in the page and gives what it returns.
    #[track_caller]
    pub fn run<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> T {
        let returned = self.wait_for(
            format_args!("run {script}"),
            self.driver.execute(script, arguments.to_vec()),
        );
        match returned.convert() {
            Ok(value) => value,
            Err(error) => panic!(
                "{script} returned {}, which is of another type: {error}",
                returned.json()
            ),
        }
    }

    /// Runs an expression in the page and waits for its promise.
    #[track_caller]
    pub fn promised(&self, expression: &str) -> Value {
        let parameters =
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut outcome = self.devtools("Runtime.evaluate", parameters);
        assert!(
            outcome.get("exceptionDetails").is_none(),
            "the script threw: {}",
            outcome["exceptionDetails"]
        );
        outcome["result"]["value"].take()
    }

    /// Waits until a condition of JavaScript holds.
    #[track_caller]
    pub fn until(&self, expected: &str, condition: &str) {
        let script = format!("return !!({condition});");
        self.eventually(expected, || match self.run(&script, &[]) {
            true => Ok(()),
            false => Err(format!("never true: {condition}")),
        });
    }

    /// Tries again and again, and gives what the first successful attempt gives.
    #[track_caller]
    pub fn eventually<T>(&self, expected: &str, attempt: impl Fn() -> Result<T, String>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match attempt() {
                Ok(value) => return value,
                Err(found) if Instant::now() > deadline => {
                    panic!(
                        "expected {expected} within {} s: {found} ({})",
                        PATIENCE.as_secs(),
                        self.address()
                    )
                }
                Err(_) => thread::sleep(PAUSE),
            }
        }
    }

    /// Does something while the reader looks at another tab, and comes back.
    #[track_caller]
    pub fn in_another_tab(&self, meanwhile: impl FnOnce()) {
        let (own, other) = self.wait_for("open a tab", async {
            let own = self.driver.window().await?;
            let other = self.driver.new_tab().await?;
            self.driver.switch_to_window(other.clone()).await?;
            Ok((own, other))
        });
        meanwhile();
        self.wait_for("close a tab", async {
            self.driver.switch_to_window(other).await?;
            self.driver.close_window().await?;
            self.driver.switch_to_window(own).await
        });
        self.devtools("Page.bringToFront", json!({}));
    }

    /// A script that runs in every page before its own.
    #[track_caller]
    pub fn prepare_pages(&self, source: &str) {
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        );
    }

    /// Writes what is on the screen to a PNG file.
    #[track_caller]
    pub fn screenshot(&self, path: &std::path::Path) {
        self.wait_for("take a screenshot", self.driver.screenshot(path));
    }

    /// Sends a command of the Chrome DevTools Protocol.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.wait_for(method, async {
            self.driver.cdp().send_raw(method, parameters).await
        })
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Blocks until the driver has answered.
    #[track_caller]
    pub(crate) fn wait_for<T>(
        &self,
        what: impl Display,
        answer: impl Future<Output = WebDriverResult<T>>,
    ) -> T {
        match self.runtime.block_on(answer) {
            Ok(value) => value,
            Err(error) => panic!("the browser could not {what}: {error}"),
        }
    }

    /// Keeps what a person would want to see of a failed test. Must not panic.
    fn report_failure(&self) {
        let test = thread::current()
            .name()
            .unwrap_or("test")
            .replace("::", "-");
        self.runtime.block_on(async {
            if let Ok(address) = self.driver.current_url().await {
                eprintln!("{test} failed at {address}");
            }
            for entry in self.driver.browser_log().await.unwrap_or_default() {
                eprintln!("console: {} {}", entry.level, entry.message);
            }
            let Some(folder) = folder("ATLAS_ARTIFACTS") else {
                return;
            };
            let path = folder.join(format!("{test}.png"));
            if self.driver.screenshot(&path).await.is_ok() {
                eprintln!("screenshot: {}", path.display());
            }
        });
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if thread::panicking() {
            self.report_failure();
        }
        let _ = self.runtime.block_on(self.driver.clone().quit()); // xtask ends what is left
    }
}

fn capabilities(language: &str) -> WebDriverResult<thirtyfour::ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary(&Variable::Chromium.value())?;
    for argument in ARGUMENTS {
        capabilities.add_arg(argument)?;
    }
    capabilities.add_arg(&format!("--lang={language}"))?;
    capabilities.add_arg(&format!("--accept-lang={language}"))?;
    capabilities.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    capabilities.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
    Ok(capabilities)
}
