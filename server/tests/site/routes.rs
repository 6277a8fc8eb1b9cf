//! One module for each part of the site, as the addresses are laid out.

mod api;
mod applications;
mod check;
mod desk;
mod forms;
mod health;
mod junk;
mod materials;
mod pages;
mod plan;
mod production;
mod session;
mod sign_in;
mod themes;
