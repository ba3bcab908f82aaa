// Drives the simulated venue with the npm package ccxt, changed in nothing but its addresses.
// Prints one JSON object with what it saw; exits with 1 and the reason when anything fails.
import ccxt from 'ccxt';
import { expect, finish, waitFor } from './check.mjs';

const { BASE, PUBLIC, KEY, SECRET } = process.env;
const symbol = 'BTC/USDT:USDT';
const socket = new URL(PUBLIC).host;

function redirect(urls, convert) {
  for (const [name, value] of Object.entries(urls)) {
    urls[name] = typeof value === 'string' ? convert(value) : redirect(value, convert);
  }

  return urls;
}

const exchange = new ccxt.pro.bybit({ apiKey: KEY, secret: SECRET, enableRateLimit: false, options: { defaultType: 'swap' } });
redirect(exchange.urls.api, (url) => (url.startsWith('ws') ? url.replace(/^wss?:\/\/[^/]+/, `ws://${socket}`) : BASE));
// A plain ws:// address needs this before the first stream.
await exchange.loadHttpProxyAgent();

try {
  const markets = await exchange.loadMarkets();
  expect('market', markets[symbol].linear, true);
  expect('amount step', markets[symbol].precision.amount, 0.001);
  const candles = await exchange.fetchOHLCV(symbol, '1m', undefined, 5);
  expect('candles', candles.length > 0, true);
  const ticker = await exchange.fetchTicker(symbol);
  expect('ticker', ticker.last > 0, true);
  await exchange.setLeverage(6, symbol);

  const seen = { orders: [], trades: [] };
  const follow = async (list, next) => { while (true) list.push(...await next()); };
  const ignore = () => {};
  follow(seen.orders, () => exchange.watchOrders(symbol)).catch(ignore);
  follow(seen.trades, () => exchange.watchMyTrades(symbol)).catch(ignore);
  const candle = exchange.watchOHLCV(symbol, '1m');
  const price = exchange.watchTicker(symbol);
  expect('watched candle', (await candle)[0].length, 6);
  expect('watched ticker', (await price).symbol, symbol);

  // ccxt tells of its subscriptions by their first message only: trade until it comes.
  const entry = await exchange.createOrder(symbol, 'market', 'buy', 0.01, undefined, { clientOrderId: 'cc-entry' });
  expect('entry has an id', entry.id.length, 36);
  const stop = await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, {
    triggerPrice: 50000, triggerDirection: 'descending', reduceOnly: true, clientOrderId: 'cc-stop',
  });
  const limit = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, 55000, { clientOrderId: 'cc-limit' });
  const open = await exchange.fetchOpenOrders(symbol);
  expect('open orders', open.map((o) => `${o.clientOrderId} ${o.status}`).sort(), ['cc-limit open', 'cc-stop open']);
  const filled = await exchange.fetchOrder(entry.id, symbol, { acknowledged: true });
  expect('filled order', `${filled.status} ${filled.filled}`, 'closed 0.01');
  const amended = await exchange.editOrder(limit.id, symbol, 'limit', 'buy', 0.02, 54000);
  expect('amended', amended.id, limit.id);
  await exchange.cancelOrder(limit.id, symbol);
  await exchange.cancelOrder(stop.id, symbol);
  const positions = await exchange.fetchPositions([symbol]);
  expect('position', `${positions[0].side} ${positions[0].contracts}`, 'long 0.01');
  const balance = await exchange.fetchBalance();
  expect('balance', balance.USDT.total > 0, true);
  const trades = await exchange.fetchMyTrades(symbol);
  expect('trades', trades.length, 1);

  let number = 0;
  await waitFor('private order and trade events', () => {
    if (seen.orders.length === 0 || seen.trades.length === 0) {
      if (number++ % 25 === 0) {
        exchange.createOrder(symbol, 'market', 'buy', 0.001).catch(ignore);
      }

      return false;
    }

    return true;
  });
  finish(null, { markets: Object.keys(markets).length, orders: seen.orders.length, trades: seen.trades.length });
} catch (e) {
  finish(e);
}
