// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/app_ladder.h"
#include "attribution/claims.h"
#include "base/limits.h"
#include "decode/decoder.h"
#include "leak/request_record.h"
#include "rules/rule_set.h"
#include "rules/tracker_library.h"
#include "session/values.h"

#include <memory>
#include <optional>

namespace telltale::engine {

/// A complete request, opened and read through where it was put together: the decode trees do not travel.
struct OpenedRequest {
    session::Exchange exchange; ///< with what tracker rules know of it
    attribution::Claims claims; ///< what the request itself says of its app
    leak::RequestRecord record; ///< app and recipient not filled in yet
    std::vector<session::SentIdentifier> tokens; ///< what looks like an identifier though no rule names it
};

/// Opens requests. One for each thread.
class RequestOpener {
public:
    /// @param trackers  asked anew for each request, so that a change of the user's rules counts at once; may be null
    /// @param decoders  of the capture the requests are in; null: the standard ones
    RequestOpener(std::shared_ptr<const rules::RuleSet> rules, const base::Limits &limits,
        std::shared_ptr<const rules::TrackerLibrary> trackers = nullptr,
        std::shared_ptr<const decode::DecoderRegistry> decoders = nullptr);

    [[nodiscard]] std::unique_ptr<OpenedRequest> open(
        const session::Exchange &exchange, session::HeaderList headers, base::ByteView body) const;

private:
    std::shared_ptr<const rules::RuleSet> m_rules;
    std::shared_ptr<const rules::TrackerLibrary> m_trackers;
    std::shared_ptr<const decode::DecoderRegistry> m_decoders;
    attribution::AppLadder m_ladder;
    base::Limits m_limits;
};

} // namespace telltale::engine
