// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/session_store.h"
#include "timeline/lane_set.h"

#include <QString>

namespace telltale::timeline {

/// What a mark is, as rich text: time, app, host, what, bytes, leaks.
QString markText(const bridge::SessionStore &store, const LaneSet &lanes, const Hit &hit);

/// What a lane holds and how tall its bars are.
QString laneText(const bridge::Lane &lane);

/// The whole picture in one sentence, for those who hear it.
QString timelineText(const bridge::SessionStore &store, const LaneSet &lanes);

} // namespace telltale::timeline
