// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/arrived_captures.h"
#include "net/address.h"

#include <optional>
#include <string>

namespace telltale::engine {

/// How PCAPdroid's octets come in. Whoever is heard first is the phone: what others send is left out and told once
/// (capture.other_sender), for two phones' user ids mean different apps. Belongs to the reader's thread.
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

    /// May this one send? Tells it where not.
    bool admit(const net::IpAddress &sender, ArrivedCaptures &captures);
    void expect(const net::IpAddress &phone) { m_phone = phone; }

private:
    net::IpAddress m_phone; ///< null: nobody was heard yet
    bool m_toldOthers = false;
};

} // namespace telltale::engine
