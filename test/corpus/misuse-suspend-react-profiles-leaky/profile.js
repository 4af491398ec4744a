const { createElement: h, Suspense } = require('react');
const { suspend } = require('suspend-react');
const { findMember } = require('./members');

function Badges({ list }) {
  return h('ul', null, list.map((badge) => h('li', { key: badge }, badge)));
}

function Profile({ id }) {
  const member = suspend(findMember, [id, 'profile']);
  return h('article', null, h('h1', null, member.name), h('p', null, member.city), h(Badges, { list: member.badges }));
}

exports.ProfilePage = ({ id }) =>
  h('html', null, h('body', null, h(Suspense, { fallback: h('p', null, '…') }, h(Profile, { id }))));
