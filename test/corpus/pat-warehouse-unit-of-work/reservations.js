'use strict';
const { HttpError } = require('./framework');

class ReservationsController {
  constructor(unitOfWork, hotArticles) {
    this.unitOfWork = unitOfWork;
    this.hotArticles = hotArticles;
  }

  async #inTransaction(work) {
    await this.unitOfWork.begin();
    try {
      const result = await work();
      await this.unitOfWork.commit();
      return result;
    } catch (error) {
      await this.unitOfWork.rollback();
      throw error;
    }
  }

  async reserve({ body }) {
    if (!Array.isArray(body?.lines) || body.lines.length === 0) throw new HttpError(422, 'lines are missing');
    return this.#inTransaction(async () => {
      const reserved = [];
      for (const { article: id, quantity } of body.lines) {
        const article = await this.unitOfWork.article(id);
        if (!article) throw new HttpError(404, `no article ${id}`);
        if (article.stock < quantity) throw new HttpError(409, `only ${article.stock} left of ${article.name}`);
        article.stock -= quantity;
        this.unitOfWork.markDirty(article);
        reserved.push({ article: id, left: article.stock });
      }
      return { status: 201, body: { customer: body.customer, reserved } };
    });
  }

  async article({ params }) {
    return this.#inTransaction(async () => {
      const article = await this.unitOfWork.article(Number(params.id));
      if (!article) throw new HttpError(404, `no article ${params.id}`);
      return { body: article };
    });
  }

  async hot() {
    return { body: [...this.hotArticles].slice(-10).map(([id, at]) => ({ id, at })) };
  }
}

module.exports = { ReservationsController };
