// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/batch.h"

#include <cstdint>
#include <random>
#include <string>

namespace telltale::test {

/// 2020-04-30 14:02:00 UTC plus seconds.
[[nodiscard]] base::Timestamp at(double seconds);

/// One request of an app; more is set by the test.
[[nodiscard]] session::Exchange exchange(std::uint64_t connection, double seconds, const std::string &package,
    const std::string &name, const std::string &host, const std::string &path, std::uint64_t sent);

[[nodiscard]] session::Connection closedConnection(std::uint64_t connection, double seconds, session::Reason reason);

[[nodiscard]] session::Leak leak(const std::string &id, const session::Exchange &exchange, const std::string &value);

/// A minute of a phone: five apps, a private span, five leaks, one connection that stayed closed.
[[nodiscard]] engine::Batch sampleSession();

/// A batch of random additions and changes, for model tests: ids stay small, so that values come again.
[[nodiscard]] engine::Batch randomBatch(std::mt19937 &random);

} // namespace telltale::test
