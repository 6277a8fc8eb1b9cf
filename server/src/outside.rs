//! Servers of others: what carries messages, who vouches for people, the app that holds our pages. None of them is followed
//! elsewhere, waited for long, or believed more than it signed.

mod alipay;
mod message;
mod openid;
mod wechat;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use usecases::account::outside::{Exchange, IdentityProvider, Means};
use usecases::context::Clock;
use usecases::message::Messenger;
use usecases::register::Registers;

use crate::config::Config;
use crate::registers::HttpRegisters;

/// How long one request may take.
const WAIT: Duration = Duration::from_secs(5);
/// The longest answer that is read, bytes.
const LONGEST: usize = 1024 * 1024;

/// The carrier of messages, where one is set.
pub(crate) fn messenger(config: &Config, clock: &Arc<dyn Clock>) -> anyhow::Result<Option<Arc<dyn Messenger>>> {
    let Some(sms) = &config.sms else { return Ok(None) };
    let carrier = message::HttpMessenger::new(sms, client()?, Arc::clone(clock))?;
    Ok(Some(Arc::new(carrier)))
}

/// Who vouches for people, where somebody is set.
pub(crate) fn identity(config: &Config, clock: &Arc<dyn Clock>) -> anyhow::Result<Option<Arc<dyn IdentityProvider>>> {
    let Some(identity) = &config.identity else {
        return Ok(None);
    };
    let back = format!("{}{}", config.public_url(), app::IDENTITY_RETURN);
    let provider = openid::OpenId::new(identity, back, client()?, Arc::clone(clock))?;
    Ok(Some(Arc::new(provider)))
}

/// The apps that hold our pages, where some are set.
pub(crate) fn containers(
    config: &Config,
    clock: &Arc<dyn Clock>,
) -> anyhow::Result<BTreeMap<Means, Arc<dyn Exchange>>> {
    let mut containers: BTreeMap<Means, Arc<dyn Exchange>> = BTreeMap::new();
    if let Some(wechat) = &config.wechat {
        containers.insert(Means::WeChat, Arc::new(wechat::WeChat::new(wechat, client()?)?));
    }
    if let Some(alipay) = &config.alipay {
        let alipay = alipay::Alipay::new(alipay, client()?, Arc::clone(clock))?;
        containers.insert(Means::Alipay, Arc::new(alipay));
    }
    Ok(containers)
}

/// The registers, where some are set.
pub(crate) fn registers(config: &Config, clock: &Arc<dyn Clock>) -> anyhow::Result<Option<Arc<dyn Registers>>> {
    let Some(registers) = &config.registers else {
        return Ok(None);
    };
    let http = HttpRegisters::new(registers, client()?, Arc::clone(clock))?;
    Ok(Some(Arc::new(http)))
}

fn client() -> anyhow::Result<Client> {
    // The database brings the same provider of cryptography; whoever installs it first wins.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().timeout(WAIT).redirect(Policy::none());
    Ok(client.build()?)
}

/// The whole body, unless it is longer than anything they have to say.
async fn body(response: Response) -> std::io::Result<Vec<u8>> {
    at_most(response, LONGEST).await
}

/// The whole body, unless it is longer than this.
pub(crate) async fn at_most(mut response: Response, longest: usize) -> std::io::Result<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(std::io::Error::other)? {
        body.extend_from_slice(&chunk);
        if body.len() > longest {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
    }
    Ok(body)
}
