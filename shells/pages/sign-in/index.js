const addresses = require('../../addresses');
const container = require('../../container');
const { signInPage } = require('../../logic/sign-in');

Page(signInPage(container, addresses));
