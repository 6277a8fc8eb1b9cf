const addresses = require('../../addresses');
const container = require('../../container');
const { sitePage } = require('../../logic/site');

Page(sitePage(container, addresses));
