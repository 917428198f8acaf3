//! What the browser wrote into its console and asked of the network.

use serde_json::Value;

use crate::Browser;

impl Browser {
    /// Errors in the console since the last call: scripts, network, security.
    #[track_caller]
    pub fn new_console_errors(&self) -> Vec<String> {
        let entries = self.wait_for("tell what is in its console", self.driver().browser_log());
        entries
            .into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| entry.message)
            .collect()
    }

    /// Fails if there is an error in the console.
    #[track_caller]
    pub fn assert_no_console_errors(&self) {
        let errors = self.new_console_errors();
        assert!(
            errors.is_empty(),
            "expected no error in the console of {}, found {errors:#?}",
            self.address()
        );
    }

    /// Addresses that were asked for since the last call, by the page and all its frames.
    #[track_caller]
    pub fn new_requests(&self) -> Vec<String> {
        let entries = self.wait_for(
            "tell what it asked of the network",
            self.driver().get_log("performance"),
        );
        entries
            .iter()
            .filter_map(|entry| requested(&entry.message))
            .collect()
    }
}

/// The address in an event of the network log, if it is the beginning of a request.
fn requested(entry: &str) -> Option<String> {
    let event: Value = serde_json::from_str(entry).ok()?;
    let message = &event["message"];
    let is_request = matches!(
        message["method"].as_str()?,
        "Network.requestWillBeSent" | "Network.webSocketCreated"
    );
    let address = message["params"]["request"]["url"]
        .as_str()
        .or(message["params"]["url"].as_str());
    address.filter(|_| is_request).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_requests_are_read() {
        let sent = r#"{"message":{"method":"Network.requestWillBeSent","params":{"request":{"url":"http://a/"}}}}"#;
        assert_eq!(requested(sent), Some("http://a/".to_owned()));
        assert_eq!(
            requested(&sent.replace("requestWillBeSent", "responseReceived")),
            None
        );
        assert_eq!(requested("{"), None);
    }
}
