// Drives the simulated venue with the npm package bybit-api, changed in nothing but its addresses.
// Prints one JSON object with what it saw; exits with 1 and the reason when anything fails.
import { RestClientV5, WebsocketClient } from 'bybit-api';
import { expect, finish, waitFor } from './check.mjs';

const { BASE, PUBLIC, PRIVATE, TRADE, KEY, SECRET } = process.env;
const rest = new RestClientV5({ key: KEY, secret: SECRET, baseUrl: BASE, enable_time_sync: false });
const silent = { trace() {}, info() {}, error() {} };
const seen = { public: [], private: [] };

const publicStream = new WebsocketClient({ market: 'v5', wsUrl: PUBLIC }, silent);
publicStream.on('update', (m) => seen.public.push(m));
publicStream.on('exception', (e) => finish(new Error(`public stream: ${JSON.stringify(e)}`)));
publicStream.subscribeV5(['kline.1.BTCUSDT', 'tickers.BTCUSDT'], 'linear');

const privateStream = new WebsocketClient({ key: KEY, secret: SECRET, market: 'v5', wsUrl: PRIVATE }, silent);
privateStream.on('update', (m) => seen.private.push(m));
privateStream.on('exception', (e) => finish(new Error(`private stream: ${JSON.stringify(e)}`)));
let subscribed = 0;
privateStream.on('response', (m) => { if (m.op === 'subscribe' && m.success) subscribed++; });
privateStream.subscribeV5(['order', 'execution', 'position', 'wallet'], 'linear', true);

try {
  await waitFor('private subscription', () => subscribed > 0);
  const time = await rest.getServerTime();
  expect('time', time.retCode, 0);
  const instruments = await rest.getInstrumentsInfo({ category: 'linear', limit: 1000 });
  expect('instruments', instruments.result.list.some((i) => i.symbol === 'BTCUSDT'), true);
  const kline = await rest.getKline({ category: 'linear', symbol: 'BTCUSDT', interval: '1', limit: 5 });
  expect('kline', kline.retCode, 0);
  const leverage = await rest.setLeverage({ category: 'linear', symbol: 'BTCUSDT', buyLeverage: '6', sellLeverage: '6' });
  expect('leverage', leverage.retCode, 0);

  const entry = await rest.submitOrder({ category: 'linear', symbol: 'BTCUSDT', side: 'Buy', orderType: 'Market', qty: '0.01', orderLinkId: 'js-entry' });
  expect('entry', entry.retMsg, 'OK');
  const stop = await rest.submitOrder({
    category: 'linear', symbol: 'BTCUSDT', side: 'Sell', orderType: 'Market', qty: '0.01', orderLinkId: 'js-stop',
    triggerPrice: '50000', triggerDirection: 2, triggerBy: 'LastPrice', reduceOnly: true,
  });
  expect('stop', stop.retMsg, 'OK');
  const limit = await rest.submitOrder({ category: 'linear', symbol: 'BTCUSDT', side: 'Buy', orderType: 'Limit', qty: '0.01', price: '55000', orderLinkId: 'js-limit' });
  expect('limit', limit.retMsg, 'OK');
  const amend = await rest.amendOrder({ category: 'linear', symbol: 'BTCUSDT', orderLinkId: 'js-stop', triggerPrice: '51000' });
  expect('amend', amend.retMsg, 'OK');
  const open = await rest.getActiveOrders({ category: 'linear', symbol: 'BTCUSDT' });
  expect('open orders', open.result.list.map((o) => `${o.orderLinkId} ${o.orderStatus} ${o.triggerPrice}`), ['js-limit New ', 'js-stop Untriggered 51000']);
  const filled = await rest.getActiveOrders({ category: 'linear', symbol: 'BTCUSDT', orderLinkId: 'js-entry' });
  expect('filled order', filled.result.list[0].orderStatus, 'Filled');
  const executions = await rest.getExecutionList({ category: 'linear', symbol: 'BTCUSDT', orderLinkId: 'js-entry' });
  expect('executions', executions.result.list.length, 1);
  const positions = await rest.getPositionInfo({ category: 'linear', symbol: 'BTCUSDT' });
  expect('position', `${positions.result.list[0].side} ${positions.result.list[0].size}`, 'Buy 0.01');
  const wallet = await rest.getWalletBalance({ accountType: 'UNIFIED', coin: 'USDT' });
  expect('wallet', Number(wallet.result.list[0].coin[0].walletBalance) > 0, true);
  const cancel = await rest.cancelOrder({ category: 'linear', symbol: 'BTCUSDT', orderLinkId: 'js-limit' });
  expect('cancel', cancel.retMsg, 'OK');
  const again = await rest.cancelOrder({ category: 'linear', symbol: 'BTCUSDT', orderLinkId: 'js-limit' });
  expect('cancel again', again.retCode, 110001);

  const trade = new WebsocketClient({ key: KEY, secret: SECRET, market: 'v5', wsUrl: TRADE }, silent);
  const byStream = await trade.sendWSAPIRequest('v5PrivateTrade', 'order.create', {
    category: 'linear', symbol: 'BTCUSDT', side: 'Buy', orderType: 'Limit', qty: '0.01', price: '54000', orderLinkId: 'js-ws',
  });
  expect('order by stream', byStream.retCode, 0);
  trade.closeAll(true);

  await waitFor('execution event', () => seen.private.some((m) => m.topic === 'execution' && m.data[0].orderLinkId === 'js-entry'));
  await waitFor('filled event', () => seen.private.some((m) => m.topic === 'order' && m.data[0].orderLinkId === 'js-entry' && m.data[0].orderStatus === 'Filled'));
  await waitFor('cancelled event', () => seen.private.some((m) => m.topic === 'order' && m.data[0].orderLinkId === 'js-limit' && m.data[0].orderStatus === 'Cancelled'));
  await waitFor('position event', () => seen.private.some((m) => m.topic === 'position'));
  await waitFor('wallet event', () => seen.private.some((m) => m.topic === 'wallet'));
  await waitFor('ticker snapshot', () => seen.public.some((m) => m.topic === 'tickers.BTCUSDT' && m.type === 'snapshot'));
  await waitFor('ticker delta', () => seen.public.some((m) => m.topic === 'tickers.BTCUSDT' && m.type === 'delta'));
  await waitFor('confirmed candle', () => seen.public.some((m) => m.topic === 'kline.1.BTCUSDT' && m.data[0].confirm === true));
  finish(null, { public: seen.public.length, private: seen.private.length });
} catch (e) {
  finish(e);
}
