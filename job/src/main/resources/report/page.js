'use strict';
(async () => {
  const $ = id => document.getElementById(id);
  const about = JSON.parse($('about').textContent);
  const COVERAGE = ['complete', 'quiet', 'partial', 'repaired'];
  const MARKS = { quiet: '#8c959f', partial: '#d4880f', repaired: '#2f81f7', gap: '#cf222e' };
  const REGIMES = { extreme_fear: '#b62324', fear: '#e5842f', neutral: '#8c959f', greed: '#57ab5a', extreme_greed: '#1a7f37' };
  const BUY = '#1a7f37', SELL = '#cf222e';

  async function unpacked() {
    const bytes = Uint8Array.from(atob($('bars').textContent), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  // Columns of variable-length integers, seven bits a byte, the lowest first; as SeriesEncoding writes them.
  function decode(bytes, series) {
    let at = series.offset;
    const next = () => {
      let value = 0, scale = 1, byte;
      do { byte = bytes[at++]; value += (byte & 127) * scale; scale *= 128; } while (byte & 128);
      return value;
    };
    const signed = () => { const v = next(); return v % 2 ? -(v + 1) / 2 : v / 2; };
    const count = next(), decimals = next(), step = next(), column = read => Array.from({ length: count }, read);
    const times = column(next), opens = column(signed), bodies = column(signed), above = column(next), below = column(next);
    const digits = column(next), exponents = column(signed), coverage = column(next);
    const unit = 10 ** decimals, bars = [];
    let time = 0, close = 0;
    for (let i = 0; i < count; i++) {
      time += times[i];
      const open = close + opens[i];
      close = open + bodies[i];
      bars.push({ time: time * step, open: open / unit, close: close / unit, high: (Math.max(open, close) + above[i]) / unit,
        low: (Math.min(open, close) - below[i]) / unit, volume: Number(digits[i] + 'e' + exponents[i]), coverage: COVERAGE[coverage[i]] });
    }
    return { bars, decimals, step };
  }

  const means = {
    sma: (values, n) => values.map((_, i) => i < n - 1 ? null : values.slice(i - n + 1, i + 1).reduce((a, b) => a + b) / n),
    ema: (values, n) => { let mean = null; return values.map((x, i) => { mean = mean === null ? x : mean + (x - mean) * 2 / (n + 1); return i < n - 1 ? null : mean; }); },
    deviation: (values, n) => values.map((_, i) => {
      if (i < n - 1) return null;
      const window = values.slice(i - n + 1, i + 1), mean = window.reduce((a, b) => a + b) / n;
      return Math.sqrt(window.reduce((a, x) => a + (x - mean) ** 2, 0) / n);
    }),
    rsi: (values, n) => { let gain = 0, loss = 0; return values.map((x, i) => {
      if (i === 0) return null;
      const change = x - values[i - 1], up = Math.max(change, 0), down = Math.max(-change, 0);
      if (i <= n) { gain += up / n; loss += down / n; } else { gain += (up - gain) / n; loss += (down - loss) / n; }
      return i < n ? null : gain + loss === 0 ? 50 : 100 * gain / (gain + loss); }); }
  };

  const data = await unpacked();
  const iso = seconds => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
  const line = (bars, values) => bars.map((bar, i) => values[i] === null ? { time: bar.time } : { time: bar.time, value: values[i] });
  let chart = null;

  function draw() {
    const symbol = $('symbol').value, interval = $('interval').value;
    const found = about.series.find(s => s.symbol === symbol && s.interval === interval);
    if (chart) chart.remove();
    const style = getComputedStyle(document.documentElement), color = name => style.getPropertyValue(name).trim();
    chart = LightweightCharts.createChart($('chart'), {
      autoSize: true,
      layout: { background: { color: color('--back') }, textColor: color('--text'), attributionLogo: true },
      grid: { vertLines: { color: color('--line') }, horzLines: { color: color('--line') } },
      timeScale: { timeVisible: true, borderColor: color('--line') },
      rightPriceScale: { borderColor: color('--line') }
    });
    if (!found) { tell(symbol, interval, []); return; }
    const { bars, decimals } = decode(data, found);
    const closes = bars.map(bar => bar.close);
    const candles = chart.addSeries(LightweightCharts.CandlestickSeries, { upColor: '#1a9c8c', downColor: '#e0524d', wickUpColor: '#1a9c8c', wickDownColor: '#e0524d', borderVisible: false,
      priceFormat: { type: 'price', precision: decimals, minMove: 10 ** -decimals } });
    candles.setData(bars.map(({ time, open, high, low, close }) => ({ time, open, high, low, close })));
    candles.priceScale().applyOptions({ scaleMargins: { top: 0.06, bottom: 0.26 } });
    strip('volume', { top: 0.8, bottom: 0.05 }, bars.map(b => ({ time: b.time, value: b.volume, color: b.close < b.open ? '#e0524d88' : '#1a9c8c88' })));
    strip('coverage', { top: 0.97, bottom: 0 }, bars.filter(b => MARKS[b.coverage]).map(b => ({ time: b.time, value: 1, color: MARKS[b.coverage] })));
    strip('regime', { top: 0, bottom: 0.97 }, bars.map(b => ({ time: b.time, reading: readingAt(b.time) })).filter(b => b.reading).map(b => ({ time: b.time, value: 1, color: REGIMES[b.reading.regime] })));
    LightweightCharts.createSeriesMarkers(candles, marks(symbol, bars));
    overlay(bars, closes, decimals);
    below(bars, closes);
    chart.timeScale().fitContent();
    tell(symbol, interval, bars);
  }

  function strip(name, scaleMargins, points) {
    const series = chart.addSeries(LightweightCharts.HistogramSeries, { priceScaleId: name, priceLineVisible: false, lastValueVisible: false, base: 0 });
    series.setData(points);
    series.priceScale().applyOptions({ scaleMargins });
  }

  // By when a reading was known, never by its date.
  function readingAt(time) {
    let found = null;
    for (const reading of about.readings) if (reading.known <= time) found = reading;
    return found;
  }

  function marks(symbol, bars) {
    const all = [], first = bars.length ? bars[0].time : 0;
    const barAt = time => bars.reduce((at, bar) => bar.time <= time ? bar : at);
    for (const gap of about.gaps.filter(g => g.symbol === symbol)) {
      if (bars.length && (gap.end === null || gap.end > first)) {
        all.push({ time: barAt(Math.max(gap.start, first)).time, position: 'aboveBar', shape: 'square', color: MARKS.gap, text: gap.healed ? 'gap, healed' : 'gap' });
      }
    }
    let before = 'hold';
    for (const bar of bars) {
      const reading = readingAt(bar.time), signal = reading ? reading.signal : 'hold';
      if (signal !== before && signal.includes('_')) {
        const buy = signal.endsWith('buy');
        all.push({ time: bar.time, position: buy ? 'belowBar' : 'aboveBar', shape: buy ? 'arrowUp' : 'arrowDown', color: buy ? BUY : SELL, text: signal.replace('_', ' ') });
      }
      before = signal;
    }
    return all.sort((a, b) => a.time - b.time);
  }

  function overlay(bars, closes, decimals) {
    const add = (values, color) => chart.addSeries(LightweightCharts.LineSeries, { color, lineWidth: 1, priceLineVisible: false, lastValueVisible: false,
      priceFormat: { type: 'price', precision: decimals, minMove: 10 ** -decimals } }).setData(line(bars, values));
    const kind = $('overlay').value;
    if (kind === 'sma' || kind === 'ema') add(means[kind](closes, 20), '#a371f7');
    if (kind === 'bands') {
      const middle = means.sma(closes, 20), width = means.deviation(closes, 20);
      add(middle, '#a371f7');
      add(middle.map((m, i) => m === null ? null : m + 2 * width[i]), '#a371f788');
      add(middle.map((m, i) => m === null ? null : m - 2 * width[i]), '#a371f788');
    }
  }

  function below(bars, closes) {
    const kind = $('indicator').value;
    const add = (values, color, type) => chart.addSeries(type || LightweightCharts.LineSeries, { color, lineWidth: 1, priceLineVisible: false }, 1).setData(line(bars, values));
    if (kind === 'rsi') add(means.rsi(closes, 14), '#2f81f7');
    if (kind === 'macd') {
      const quick = means.ema(closes, 12), steady = means.ema(closes, 26);
      const macd = quick.map((q, i) => steady[i] === null ? null : q - steady[i]);
      const from = Math.min(25, macd.length), signal = Array(from).fill(null).concat(means.ema(macd.slice(from), 9));
      add(macd.map((m, i) => signal[i] === null || m === null ? null : m - signal[i]), '#8c959f', LightweightCharts.HistogramSeries);
      add(macd, '#2f81f7'); add(signal, '#e5842f');
    }
    if (kind !== 'none' && chart.panes().length > 1) chart.panes()[1].setHeight(130);
  }

  function tell(symbol, interval, bars) {
    const counts = COVERAGE.map(c => [c, bars.filter(b => b.coverage === c).length]).filter(c => c[1]);
    const last = bars[bars.length - 1];
    $('told').textContent = !last ? symbol + ' has no bars of ' + interval + ' here.'
      : symbol + ', ' + interval + ': ' + bars.length + ' bars from ' + iso(bars[0].time) + ' to ' + iso(last.time) + ' (' + counts.map(c => c[1] + ' ' + c[0]).join(', ') + '); the last closed at ' + last.close + '.';
    $('chart').setAttribute('aria-label', 'Candles of ' + symbol + ', ' + interval);
    $('newest').querySelector('div').replaceChildren(table('The newest bars of ' + symbol, ['open_time', 'open', 'high', 'low', 'close', 'volume', 'coverage'],
      bars.slice(-30).reverse().map(b => [iso(b.time), b.open, b.high, b.low, b.close, b.volume, b.coverage])));
  }

  function table(caption, names, rows) {
    const element = document.createElement('table');
    element.createCaption().textContent = caption;
    const head = element.createTHead().insertRow();
    for (const name of names) { const th = document.createElement('th'); th.scope = 'col'; th.textContent = name; head.append(th); }
    const body = element.createTBody();
    for (const row of rows) { const tr = body.insertRow(); for (const cell of row) tr.insertCell().textContent = cell === null ? '' : cell; }
    return element;
  }

  function choices(select, values) { select.replaceChildren(...values.map(value => new Option(value, value))); }
  choices($('symbol'), [...new Set(about.series.map(s => s.symbol))]);
  choices($('interval'), [...new Set(about.series.map(s => s.interval))]);
  $('range').textContent = about.from + ' to ' + about.to + ', made ' + about.made;
  $('digest').textContent = about.digest;
  $('legend').replaceChildren(...Object.entries({ ...MARKS, ...REGIMES }).filter(e => e[0] !== 'gap').map(([name, color]) => {
    const item = document.createElement('li'), box = document.createElement('i');
    box.style.background = color; item.append(box, name.replace('_', ' ') + (MARKS[name] ? ' bar (strip below)' : ' (strip above)')); return item; }));
  const fill = (id, part, names) => $(id).replaceChildren(about[part].length ? table(part.replace('_', ' '), names, about[part]) : document.createTextNode('None.'));
  fill('quality', 'quality', about.columns.quality);
  fill('reconciliation', 'reconciliation', about.columns.reconciliation);
  $('gaps').replaceChildren(about.gaps.length ? table('gaps', ['symbol', 'start', 'end', 'reason', 'healed by'], about.gaps.map(g => [g.symbol, iso(g.start), g.end === null ? 'open' : iso(g.end), g.reason, g.healed])) : document.createTextNode('None.'));

  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  $('theme').onclick = () => { document.documentElement.dataset.theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'; draw(); };
  for (const id of ['symbol', 'interval', 'overlay', 'indicator']) $(id).onchange = draw;
  $('chart').onkeydown = event => {
    const scale = chart.timeScale(), range = scale.getVisibleLogicalRange();
    if (!range) return;
    const width = range.to - range.from, moved = by => scale.setVisibleLogicalRange({ from: range.from + by * width, to: range.to + by * width });
    const zoomed = by => scale.setVisibleLogicalRange({ from: range.from + by * width, to: range.to - by * width });
    const action = { ArrowLeft: () => moved(-0.1), ArrowRight: () => moved(0.1), '+': () => zoomed(0.1), '-': () => zoomed(-0.1),
      Home: () => scale.fitContent(), End: () => scale.scrollToRealTime() }[event.key];
    if (action) { action(); event.preventDefault(); }
  };
  document.onkeydown = event => {
    const select = $('symbol'), by = { '[': -1, ']': 1 }[event.key];
    if (by && !event.target.closest('select')) { select.selectedIndex = (select.selectedIndex + by + select.length) % select.length; draw(); }
  };
  draw();
  document.documentElement.dataset.ready = 'true';
})();
