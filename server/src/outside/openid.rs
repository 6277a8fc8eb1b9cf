//! `OpenID` Connect: the provider's own description, the way there, and whom its signed answer names.

use std::io;
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::account::RealName;
use domain::identity::mobile_number;
use domain::moment::Moment;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AccessToken, AdditionalClaims, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, DiscoveryError, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, IdTokenFields, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, RequestTokenError, Scope, StandardErrorResponse, StandardTokenResponse, SubjectIdentifier,
    TokenResponse, UserInfoClaims, UserInfoError,
};
use reqwest::Client;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use usecases::account::outside::{Failure, Identified, IdentityProvider, Means, Secrets};
use usecases::context::Clock;

use super::body;
use crate::config::outside::{Identity, secret};

/// How long the provider's description and keys are good, milliseconds.
const KNOWN: i64 = 10 * 60_000;

/// One identity provider.
pub(super) struct OpenId {
    settings: Identity,
    issuer: IssuerUrl,
    secret: ClientSecret,
    back: RedirectUrl,
    http: Client,
    clock: Arc<dyn Clock>,
    known: Mutex<Option<(Moment, CoreProviderMetadata)>>,
}

/// All the claims that the standard does not name.
#[derive(Debug, Serialize, Deserialize)]
struct Others(Map<String, Value>);

impl AdditionalClaims for Others {}

/// What the provider answers to a code.
type Tokens = StandardTokenResponse<
    IdTokenFields<
        Others,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

/// What knows where the provider is asked: the library's own, with all claims.
type Asking = openidconnect::Client<
    Others,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl OpenId {
    pub(super) fn new(settings: &Identity, back: String, http: Client, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        let file = settings.secret_file.as_deref();
        let secret = secret("ZHANGBAN_IDENTITY_SECRET", settings.secret.as_ref(), file)?;
        Ok(Self {
            issuer: IssuerUrl::new(settings.issuer.clone())?,
            secret: ClientSecret::new(secret.reveal().to_owned()),
            back: RedirectUrl::new(back)?,
            settings: settings.clone(),
            http,
            clock,
            known: Mutex::default(),
        })
    }

    /// The provider's description and keys, asked for anew when they are old.
    async fn asking(&self) -> Result<Asking, Failure> {
        let now = self.clock.now();
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let metadata = if let Some((_, metadata)) = known.filter(|(at, _)| at.plus(KNOWN) > now) {
            metadata
        } else {
            let http = |request| send(self.http.clone(), request);
            let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), &http).await;
            let metadata = metadata.map_err(|error| match error {
                DiscoveryError::Request(_) => failed(Failure::Down, "it does not answer"),
                DiscoveryError::Response(..) => failed(Failure::Down, "it does not describe itself"),
                _ => failed(Failure::Unsound, "its description is not sound"),
            })?;
            *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, metadata.clone()));
            metadata
        };
        let methods = metadata.token_endpoint_auth_methods_supported();
        let in_body = methods.is_some_and(|methods| !methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let id = ClientId::new(self.settings.client_id.clone());
        let client = Asking::from_provider_metadata(metadata, id, Some(self.secret.clone()));
        let auth = if in_body {
            AuthType::RequestBody
        } else {
            AuthType::BasicAuth
        };
        Ok(client.set_redirect_uri(self.back.clone()).set_auth_type(auth))
    }

    /// The claims that only its other address gives; none when it has no such address.
    async fn more_claims(
        &self,
        asking: &Asking,
        token: AccessToken,
        subject: &SubjectIdentifier,
    ) -> Result<Map<String, Value>, Failure> {
        let Ok(request) = asking.user_info(token, Some(subject.clone())) else {
            return Ok(Map::new());
        };
        let http = |request| send(self.http.clone(), request);
        let claims: Result<UserInfoClaims<Others, CoreGenderClaim>, _> = request.request_async(&http).await;
        claims.map(|claims| all(&claims)).map_err(|error| match error {
            UserInfoError::Request(_) | UserInfoError::Response(..) => failed(Failure::Down, "it gives no claims"),
            UserInfoError::ClaimsVerification(_) => failed(Failure::Unsound, "its claims are another person's"),
            _ => failed(Failure::Unsound, "its claims cannot be read"),
        })
    }

    /// Whom the provider means. It saw a living person when what it signed says so and when; for a name that somebody else only
    /// typed that says nothing.
    fn identified(
        &self,
        subject: &SubjectIdentifier,
        claims: &Map<String, Value>,
        signed: &Map<String, Value>,
        seen: Option<DateTime<Utc>>,
    ) -> Identified {
        let text = |name: &str| claims.get(name).and_then(Value::as_str).map(str::trim);
        let name = text(&self.settings.name_claim).filter(|name| !name.is_empty());
        let id_number = text(&self.settings.id_number_claim).and_then(|number| number.parse().ok());
        let real_name = name.zip(id_number).map(|(name, id_number)| RealName {
            name: name.to_owned(),
            id_number,
        });
        let is_live = |value: &str| self.settings.live.split_whitespace().any(|live| live == value);
        let methods = signed.get("amr").and_then(Value::as_array).into_iter().flatten();
        let acr = signed.get("acr").and_then(Value::as_str);
        let is_live = methods.filter_map(Value::as_str).chain(acr).any(is_live) && real_name.is_some();
        let seen = seen.map(|seen| Moment(seen.timestamp_millis()).min(self.clock.now()));
        Identified {
            means: Means::Identity,
            subject: format!("{} {}", self.settings.issuer, subject.as_str()),
            real_name,
            phone: text(&self.settings.phone_claim).and_then(mobile_number),
            live_at: seen.filter(|_| is_live),
        }
    }
}

#[async_trait]
impl IdentityProvider for OpenId {
    fn name(&self) -> &str {
        &self.settings.name
    }

    async fn address(&self, secrets: &Secrets) -> Result<String, Failure> {
        let asking = self.asking().await?;
        let (state, nonce) = (CsrfToken::new(secrets.state.clone()), Nonce::new(secrets.nonce.clone()));
        let verifier = PkceCodeVerifier::new(secrets.verifier.clone());
        let request = asking.authorize_url(CoreAuthenticationFlow::AuthorizationCode, || state, || nonce);
        let scopes = self
            .settings
            .scopes
            .split_whitespace()
            .filter(|scope| *scope != "openid");
        let request = request
            .add_scopes(scopes.map(|scope| Scope::new(scope.to_owned())))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        Ok(request.url().0.to_string())
    }

    async fn identify(&self, code: &str, secrets: &Secrets) -> Result<Identified, Failure> {
        let asking = self.asking().await?;
        let http = |request| send(self.http.clone(), request);
        let request = asking.exchange_code(AuthorizationCode::new(code.to_owned()));
        let request = request.map_err(|_| failed(Failure::Unsound, "it has no address for codes"))?;
        let verifier = PkceCodeVerifier::new(secrets.verifier.clone());
        let tokens = request.set_pkce_verifier(verifier).request_async(&http).await;
        let tokens = tokens.map_err(|error| match error {
            RequestTokenError::Request(_) => failed(Failure::Down, "it does not answer"),
            RequestTokenError::ServerResponse(_) => failed(Failure::Over, "it does not take the code"),
            _ => failed(Failure::Unsound, "its answer to the code cannot be read"),
        })?;
        let now = DateTime::from_timestamp_millis(self.clock.now().0).unwrap_or_default();
        let id_token = tokens
            .id_token()
            .ok_or_else(|| failed(Failure::Unsound, "it sent no ID token"))?;
        let verifier = asking.id_token_verifier().set_time_fn(move || now);
        let claims = id_token
            .claims(&verifier, &Nonce::new(secrets.nonce.clone()))
            .map_err(|error| failed(Failure::Unsound, why(&error)))?;
        let mut every = self
            .more_claims(&asking, tokens.access_token().clone(), claims.subject())
            .await?;
        // What is signed counts more than what is only sent.
        let signed = all(claims);
        every.extend(signed.clone());
        Ok(self.identified(claims.subject(), &every, &signed, claims.auth_time()))
    }
}

fn all(claims: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(claims) {
        Ok(Value::Object(claims)) => claims,
        _ => Map::new(),
    }
}

/// Says in the log what is wrong with the provider, and nothing about anybody.
fn failed(failure: Failure, why: &str) -> Failure {
    tracing::warn!(why, "the identity provider identifies nobody");
    failure
}

fn why(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "its ID token is over",
        ClaimsVerificationError::InvalidAudience(_) => "its ID token is for somebody else",
        ClaimsVerificationError::InvalidIssuer(_) => "its ID token is another issuer's",
        ClaimsVerificationError::InvalidNonce(_) => "its ID token has another nonce",
        ClaimsVerificationError::SignatureVerification(_) => "its ID token is not signed with its keys",
        _ => "its ID token is not sound",
    }
}

/// One request of the library's.
async fn send(http: Client, request: HttpRequest) -> io::Result<HttpResponse> {
    let request = request.try_into().map_err(io::Error::other)?;
    let response = http.execute(request).await.map_err(io::Error::other)?;
    let (status, headers) = (response.status(), response.headers().clone());
    if status.is_server_error() {
        return Err(io::Error::other("the server broke"));
    }
    let mut answer = HttpResponse::new(body(response).await?);
    (*answer.status_mut(), *answer.headers_mut()) = (status, headers);
    Ok(answer)
}
