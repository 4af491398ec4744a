const { createElement: h, Component } = require('react');
const { renderToString } = require('react-dom/server');
const { observer } = require('mobx-react');
const { shop } = require('./shop');

const Notice = observer(() => h('aside', null, shop.notice));

const Price = observer(
  class Price extends Component {
    render() {
      const { product } = this.props;
      return h('b', null, `${(product.cents * shop.rate / 100).toFixed(2)} ${shop.currency}`);
    }
  },
);

const Page = ({ title, children }) => h('main', null, h('h1', null, title), h(Notice), children);

exports.productPage = (product) =>
  renderToString(h(Page, { title: product.name }, h('p', null, product.text), h(Price, { product })));

exports.basketPage = (products) =>
  renderToString(h(Page, { title: 'Basket' }, h('ul', null, products.map((product) => h('li', { key: product.id }, product.name, ' ', h('i', null, product.cents))))));
