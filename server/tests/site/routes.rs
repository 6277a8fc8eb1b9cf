//! One module for each part of the site, as the addresses are laid out.

mod account;
mod api;
mod applications;
mod check;
mod desk;
mod forms;
mod guide;
mod health;
mod home;
mod identity;
mod junk;
mod materials;
mod message;
mod my_data;
mod pages;
mod passkeys;
mod plan;
mod production;
mod region;
mod search;
mod session;
mod shelf;
mod sign_in;
mod staff;
mod themes;
mod window;
