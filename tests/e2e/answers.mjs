// SPDX-License-Identifier: GPL-3.0-or-later
// What a collector answers where its SDK waits for that before it goes on; the others take anything.

const answers = {
  'api-js.mixpanel.com': '1',
  'api.mixpanel.com': '1',
  'api.amplitude.com': 'success',
  'mcs.tobsnssdk.com': '{"e":0,"web_id":"7300000000000000001","ssid":"11111111-2222-4333-8444-555555555555"}',
  'countly.example.net': '{"result":"Success"}',
};

/** The type and text of the answer to a request that is no page. */
export function answerTo(host, url) {
  // CleverTap's script gives the device its number and the session; until then events are held back.
  if (host.endsWith('.clevertap-prod.com')) {
    const number = Number(new URL(url, 'https://' + host).searchParams.get('rn') ?? 1);
    return {type: 'text/javascript', text: `$WZRK_WR.s('0123456789abcdef0123456789abcdef', 1588291200, false, ${number}, false);`};
  }
  return {type: 'application/json', text: answers[host] ?? '{"code":0}'};
}
