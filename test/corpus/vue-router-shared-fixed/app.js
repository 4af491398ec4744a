const Vue = require('vue');
const VueRouter = require('vue-router');

Vue.use(VueRouter);

const Home = { template: '<main><h1>Recipes</h1><router-link to="/recipes/soup">Soup</router-link></main>' };

const Recipe = {
  props: { slug: String },
  data: () => ({ steps: ['Chop', 'Boil', 'Season'] }),
  template: '<article><h1>{{ slug }}</h1><ol><li v-for="step in steps" :key="step">{{ step }}</li></ol></article>',
};

const router = new VueRouter({
  mode: 'abstract',
  routes: [
    { path: '/', component: Home },
    { path: '/recipes/:slug', component: Recipe, props: true },
  ],
});

exports.createApp = function createApp(reader) {
  return new Vue({
    router,
    data: { reader },
    template: '<div id="app"><header>{{ reader.name }}</header><router-view/></div>',
  });
};

exports.router = router;
