// SPDX-License-Identifier: GPL-3.0-or-later
// What a client is told to report: the name of an event and its properties, made of one thing that
// its user typed, opened or is known by. {kind: 'neutral'} stands for events that say nothing.
const shapes = {
  word: text => ['search', {search_word: text, used_searchengine: 'google'}],
  phrase: text => ['search', {search_word: text, used_searchengine: 'google'}],
  foreign: text => ['search', {search_word: text, used_searchengine: 'google'}],
  address: text => ['page_load', {url: text}],
  email: text => ['sign_up', {email: text}],
  gaid: text => ['device', {gaid: text}],
  neutral: text => ['ready', {step: Number(text)}],
};

export const event = ({kind, text}) => shapes[kind](text);
