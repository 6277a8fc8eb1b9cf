const addresses = require('../../addresses');
const container = require('../../container');
const { handOverPage } = require('../../logic/hand-over');

Page(handOverPage(container, addresses));
