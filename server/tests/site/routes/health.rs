//! `/healthz`, `/readyz`.

use http::StatusCode;

use crate::site::Site;

#[tokio::test]
async fn a_server_with_a_database_is_healthy_and_ready() {
    for site in Site::each().await {
        for (path, says) in [("/healthz", "ok"), ("/readyz", "ready")] {
            let answer = site.browser().look(path).await.unwrap();
            assert_eq!(
                (answer.status, answer.text().as_str()),
                (StatusCode::OK, says),
                "{}",
                site.engine()
            );
        }
    }
}
