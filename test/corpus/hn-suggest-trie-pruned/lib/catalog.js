'use strict';

const nouns = ['lamp', 'table', 'shelf', 'sofa', 'chair', 'carpet', 'mirror', 'desk', 'bed', 'stool'];
const adjectives = ['oak', 'steel', 'round', 'small', 'white', 'folding', 'garden', 'antique'];

const articles = [];
for (const noun of nouns) {
  for (const adjective of adjectives) {
    articles.push({ name: `${adjective} ${noun}`, price: 20 + ((articles.length * 37) % 400) });
  }
}

exports.find = (query) => {
  const words = query.split(' ').filter(Boolean);
  return articles.filter(({ name }) => words.every((word) => name.includes(word))).slice(0, 10);
};
