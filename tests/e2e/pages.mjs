// SPDX-License-Identifier: GPL-3.0-or-later
// What the lab's web servers show. Search results link on; news and clinic carry the real SDKs.

const escape = text => text.replace(/[&<>"]/g, c => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[c]);

function results(engine, query) {
  return `<!doctype html><title>${escape(query)} - ${engine}</title><h1>${escape(query)}</h1>
<a id="news" href="https://news.example.org/local/otters-return">Otters return to the river</a>
<a id="clinic" href="https://clinic.example.org/appointments/confidential?case=77-A">Confidential appointments</a>`;
}

const mixpanel = `<script src="/sdk/mixpanel.js"></script><script>
mixpanel.init('0123456789abcdef0123456789abcdef', {api_host: 'https://api-js.mixpanel.com', track_pageview: false,
  persistence: 'localStorage', batch_requests: false, record_sessions_percent: 0});
mixpanel.track('Page viewed');</script>`;

const sensors = `<script src="/sdk/sensors.js"></script><script>
var sensors = window['sensorsDataAnalytic201505'];
sensors.init({server_url: 'https://sa.api.intl.miui.com/sa?project=global_news_web', is_track_single_page: false,
  use_client_time: true, send_type: 'ajax', heatmap: {clickmap: 'not_collect', scroll_notice_map: 'not_collect'}});
sensors.quick('autoTrack');</script>`;

export function page(host, url) {
  const {pathname, searchParams} = new URL(url, 'https://' + host);
  if (host === 'www.google.com' && pathname === '/search')
    return results('Google Search', searchParams.get('q') ?? '');
  if (host === 'duckduckgo.com' && pathname === '/')
    return results('DuckDuckGo', searchParams.get('q') ?? '');
  if (host === 'news.example.org' && !pathname.startsWith('/sdk') && pathname !== '/favicon.ico')
    return `<!doctype html><title>The Example News</title><h1>Otters return to the river</h1>${sensors}${mixpanel}`;
  if (host === 'clinic.example.org' && pathname.startsWith('/appointments'))
    return `<!doctype html><title>Clinic</title><h1>Your appointment is confidential</h1>${mixpanel}`;
  if (host === 'shop.example.org' && pathname !== '/favicon.ico')
    return '<!doctype html><title>Shop</title><link rel="icon" href="data:,"><h1>Autumn shoes</h1>';
  return null;
}
