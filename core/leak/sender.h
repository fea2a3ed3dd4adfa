// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

namespace telltale::leak {

/// Who made a request, as far as it tells. First that fits:
///
/// | the request | made by | |
/// |---|---|---|
/// | Sec-Fetch-Site: none | app | the browser itself, by itself or at the user's word, whatever Origin it names |
/// | Sec-Fetch-Site, Origin, Referer | page | W3C Fetch Metadata § 2.4, RFC 6454 § 7, RFC 9110 § 10.1.3 |
/// | no User-Agent of a web browser | app | |
/// | neither GET nor HEAD | app | a browser names the Origin of a page that sends something (Fetch standard § 3.2) |
/// | https, by a browser that always sends Sec-Fetch-Site | app | |
/// | else | unknown | |
///
/// A page's request went to a first party where the page, or who embeds it as far as that is told, is of the
/// recipient's registrable domain. Sec-Fetch-Storage-Access is only sent from below another site's page: its sender is
/// a frame there. The evidence names the header fields that told, for people.
session::Sender senderOf(const session::Exchange &exchange, const session::HeaderList &headers);

/// True for a frame inside another site's page, which spoke to its own site from there.
bool isEmbeddedFrame(const session::Sender &sender, std::string_view recipientHost);

} // namespace telltale::leak
