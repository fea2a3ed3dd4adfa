// SPDX-License-Identifier: GPL-3.0-or-later
// The clients that run in a web page, by name. Each starts its SDK as its documentation says, with the
// collector its vendor runs where it has one, and reports the events. Bundled and put into a page by browser.mjs.
import {event} from './events.mjs';

const sa = 'https://sa.api.intl.miui.com/sa?project=global_shop_web';
// A made-up public key of the curve SM2; nobody keeps the private one.
const sm2Key = '040fbf242fb80bd47baf59412b16962c2269950a3b0d92200a9c9436070082f5e1caa43f1d32e15eda8da2889c2554dd2f3d86f3ed7c3b770dc4d389fbad944132';

function sensors(settings, plugin) {
  return async given => {
    const sdk = (await import('sa-sdk-javascript/dist/web/sensorsdata.es6.js')).default;
    if (plugin)
      sdk.use((await plugin()).default, plugin.settings);
    sdk.init({server_url: sa, is_track_single_page: false, use_client_time: true,
      heatmap: {clickmap: 'not_collect', scroll_notice_map: 'not_collect'}, ...settings});
    sdk.quick('autoTrack');
    for (const item of given)
      sdk.track(...event(item));
  };
}

const aes = () => import('sa-sdk-javascript/dist/web/plugin/aes-encryption/index.es6.js');
aes.settings = {k: btoa('a key of 16 byte'), kid: 7, khash: 'abcd'};
const sm = () => import('sa-sdk-javascript/dist/web/plugin/sm-encryption/index.es6.js');
sm.settings = {pkv: 3, pub_key: sm2Key};

function mixpanel(settings) {
  return async given => {
    const sdk = (await import('mixpanel-browser')).default;
    sdk.init('0123456789abcdef0123456789abcdef', {api_host: 'https://api-js.mixpanel.com', track_pageview: true,
      persistence: 'localStorage', record_sessions_percent: 0, ...settings});
    for (const item of given)
      sdk.track(...event(item));
  };
}

function posthog(settings) {
  return async given => {
    const sdk = (await import('posthog-js')).default;
    sdk.init('phc_aTestKeyOfTheLab', {api_host: 'https://us.i.posthog.com', autocapture: false, capture_pageview: true,
      disable_session_recording: true, disable_surveys: true, ...settings});
    for (const item of given)
      sdk.capture(...event(item));
  };
}

export const clients = {
  'sa-image': sensors({send_type: 'image'}),
  'sa-ajax': sensors({send_type: 'ajax'}),
  'sa-beacon': sensors({send_type: 'beacon'}),
  'sa-batch': sensors({batch_send: {datasend_timeout: 4000, send_interval: 500, storage_length: 200}}),
  'sa-debug': sensors({debug_mode: true, debug_mode_upload: true}),
  'sa-aes': sensors({send_type: 'ajax'}, aes),
  'sa-sm': sensors({send_type: 'ajax'}, sm),
  'mixpanel-web': mixpanel({batch_flush_interval_ms: 1500}),
  'mixpanel-web-base64': mixpanel({api_payload_format: 'base64', batch_requests: false}),
  'mixpanel-web-get': mixpanel({api_method: 'GET', api_payload_format: 'base64', batch_requests: false}),
  'amplitude-web': async given => {
    const sdk = (await import('amplitude-js')).default.getInstance();
    sdk.init('0123456789abcdef', null, {forceHttps: true});
    for (const item of given)
      sdk.logEvent(...event(item));
  },
  'posthog-web': posthog({}),
  'posthog-web-plain': posthog({disable_compression: true}),
  'sentry-web': async given => {
    const sdk = await import('@sentry/browser');
    sdk.init({dsn: 'https://0123456789abcdef0123456789abcdef@o42.ingest.sentry.io/42'});
    for (const item of given) {
      const [name, extra] = event(item);
      sdk.addBreadcrumb({category: name, data: extra});
      sdk.captureMessage(name, {extra});
    }
    await sdk.flush(3000);
  },
  'adjust-web': async given => {
    const sdk = (await import('@adjustcom/adjust-web-sdk')).default;
    sdk.initSdk({appToken: 'abcdefghijkl', environment: 'production'});
    for (const item of given) {
      const callbackParams = Object.entries(event(item)[1]).map(([key, value]) => ({key, value: String(value)}));
      sdk.trackEvent({eventToken: 'abc123', callbackParams});
    }
  },
  'clevertap-web': async given => {
    const sdk = (await import('clevertap-web-sdk')).default;
    sdk.privacy.push({optOut: false}, {useIP: false});
    sdk.init('TEST-123-456', 'in1');
    for (const item of given)
      sdk.event.push(...event(item));
  },
  'datarangers-web': async given => {
    const sdk = (await import('@datarangers/sdk-javascript')).default;
    sdk.init({app_id: 1234, channel: 'sg', enable_ab_test: false});
    sdk.config({user_unique_id: 'user-1'});
    sdk.start();
    for (const item of given)
      sdk.event(...event(item));
  },
  'countly-web': async given => {
    const {default: module} = await import('countly-sdk-web');
    const sdk = module.default ?? module;
    sdk.init({app_key: 'lab', url: 'https://countly.example.net', interval: 300});
    sdk.track_pageview();
    for (const item of given) {
      const [key, segmentation] = event(item);
      sdk.add_event({key, count: 1, segmentation});
    }
  },
  'aegis-web': async given => {
    const Aegis = (await import('aegis-web-sdk')).default;
    const sdk = new Aegis({id: 'LabLabLabLab', uin: 'user-1', hostUrl: 'https://rumt-zh.com', reportApiSpeed: false,
      reportAssetSpeed: false, delay: 300});
    for (const item of given) {
      const [name, properties] = event(item);
      sdk.infoAll({msg: name, ext1: JSON.stringify(properties)});
      sdk.reportEvent({name, ext1: JSON.stringify(properties)});
    }
  },
};

window.runClient = (name, given) => clients[name](given);
