// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/arrived_captures.h"
#include "net/address.h"

#include <optional>
#include <string>
#include <vector>

namespace telltale::engine {

/// Whose packets are taken: whoever sends a capture first, of those who may be the phone.
struct PhoneChoice {
    net::IpAddress only = {}; ///< null: anybody
    std::vector<net::IpAddress> never = {};
    bool local = false; ///< only who is on a local network (net::isLocal)
};

/// How PCAPdroid's octets come in. Whoever sends a capture first is the phone, which is told (attribution::PhoneHeard):
/// what others send is left out and told once (capture.other_sender), for two phones' user ids mean different apps.
/// Belongs to the reader's thread.
class PhoneDoor {
public:
    virtual ~PhoneDoor() = default;

    /// Hands on what is there; waits at most a few tens of milliseconds for it. False: nothing came.
    virtual bool receive(ArrivedCaptures &captures) = 0;

    /// What was received is damaged: a new beginning is needed.
    virtual void abandon() = 0;

    /// Why nothing will ever come; nothing as long as something may.
    [[nodiscard]] virtual std::optional<base::Error> failure() const { return std::nullopt; }

    /// The end that is listened at, or that was dialled.
    [[nodiscard]] virtual net::Endpoint address() const = 0;

protected:
    static constexpr int patience = 20; ///< milliseconds

    /// Is this the phone, or may it be as long as it was not heard? Tells it where not.
    bool admits(const net::IpAddress &sender, ArrivedCaptures &captures);
    /// Who was admitted sends a capture: it is the phone. Tells it the first time.
    void hear(const net::IpAddress &sender, ArrivedCaptures &captures);
    void expect(const PhoneChoice &phone) { m_choice = phone; }

private:
    [[nodiscard]] bool mayBe(const net::IpAddress &sender) const;
    [[nodiscard]] base::Anomaly refusal(const net::IpAddress &sender) const;

    PhoneChoice m_choice;
    net::IpAddress m_phone; ///< null: it was not heard yet
    bool m_toldOthers = false;
};

} // namespace telltale::engine
