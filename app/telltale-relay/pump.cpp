// SPDX-License-Identifier: GPL-3.0-or-later
#include "pump.h"

#include <openssl/err.h>

namespace telltale::relaying {

using intercept::RelayLimits;
using Outcome = Channel::Outcome;

Pump::Pump(Lane &lane, std::unique_ptr<Channel> phone, std::unique_ptr<Channel> server,
    std::unique_ptr<Counted> counted, Verdict verdict)
    : m_lane(lane)
    , m_phone(std::move(phone))
    , m_server(std::move(server))
    , m_counted(std::move(counted))
    , m_up{m_phone.get(), m_server.get()}
    , m_down{m_server.get(), m_phone.get()}
    , m_verdict(std::move(verdict))
{
    ++m_lane.load;
}

void Pump::start()
{
    const auto sockets = m_lane.passage().take();
    if (!sockets)
        return close();
    m_phone->attach(m_phoneSocket = sockets->front());
    m_server->attach(m_serverSocket = sockets->back());
    m_phone->readable();
    m_server->readable();
    if (!m_lane.readySet().add(shared_from_this(), m_phoneSocket, m_serverSocket))
        return close();
    move(m_up);
    move(m_down);
    settle();
}

void Pump::ready(int socket, ReadySet::What what)
{
    if (m_closed)
        return;
    Direction &direction = socket == m_phoneSocket ? m_up : m_down;
    if (what.read) {
        direction.from->readable(what.ended);
        move(direction);
    }
    settle(); // sends, too, where there is room again
}

void Pump::tell(Outcome first)
{
    if (auto verdict = std::exchange(m_verdict, nullptr))
        verdict({first, first == Outcome::failed ? ERR_peek_last_error() : 0});
}

bool Pump::read(Direction &direction)
{
    const auto got = direction.from->read(m_lane.scratch());
    switch (got.outcome) {
    case Outcome::wait:
        return false;
    case Outcome::bytes:
        break;
    case Outcome::closed:
    case Outcome::cut:
        tell(&direction == &m_up ? got.outcome : Outcome::wait);
        direction.ended = true;
        direction.to->end(got.outcome == Outcome::closed);
        return false;
    case Outcome::failed:
        tell(&direction == &m_up ? got.outcome : Outcome::wait);
        fail(*direction.from, *direction.to);
        return false;
    }
    if (&direction == &m_up)
        tell(Outcome::bytes);
    ++m_moved;
    if (!direction.to->write(base::ByteView(m_lane.scratch()).first(got.size))) {
        fail(*direction.to, *direction.from);
        return false;
    }
    return true;
}

void Pump::move(Direction &direction)
{
    for (std::size_t chunks = 0; !m_closed && !direction.ended && !direction.queued; ++chunks) {
        if (direction.to->waiting() >= RelayLimits::outgoingHigh) {
            if (!direction.to->flush())
                return fail(*direction.to, *direction.from);
            direction.stalled = direction.to->waiting() >= RelayLimits::outgoingHigh;
            if (direction.stalled)
                break; // settle() goes on when it has sent some
        }
        if (chunks == RelayLimits::chunksAtOnce)
            return goOnLater(direction); // others first
        if (!read(direction) || direction.from->exhausted())
            break;
    }
}

void Pump::goOnLater(Direction &direction)
{
    if (std::exchange(direction.queued, true))
        return;
    m_lane.later([self = shared_from_this(), &direction] {
        direction.queued = false;
        self->move(direction);
        self->settle();
    });
}

void Pump::leaveSet()
{
    m_lane.readySet().remove(this, m_phoneSocket, m_serverSocket);
}

void Pump::settle()
{
    if (m_closed)
        return;
    for (Direction *direction : {&m_up, &m_down}) {
        if (!direction->to->flush())
            return fail(*direction->to, *direction->from);
        // TLS may answer by itself (a key update); more than that nobody may make wait here.
        if (direction->to->waiting() > RelayLimits::outgoingMost)
            return fail(*direction->to, *direction->from);
        if (direction->stalled && direction->to->waiting() < RelayLimits::outgoingHigh) {
            direction->stalled = false;
            goOnLater(*direction);
        }
    }
    if (m_up.ended && m_down.ended && m_phone->waiting() == 0 && m_server->waiting() == 0)
        return close();
    if (m_up.ended != m_down.ended)
        watchHalfClosed();
}

void Pump::watchHalfClosed()
{
    if (m_alarm)
        return;
    m_movedAtCheck = m_moved;
    m_alarm = m_lane.remindAfter(RelayLimits::halfClosedWait, [weak = weak_from_this()] {
        const auto self = weak.lock();
        if (!self)
            return;
        self->m_alarm.reset();
        if (self->m_moved == self->m_movedAtCheck)
            self->close();
        else
            self->watchHalfClosed();
    });
}

void Pump::fail(Channel &broken, Channel &other)
{
    if (m_closed)
        return;
    const auto self = shared_from_this(); // the set may hold the last reference
    leaveSet();
    other.flush(); // what came before
    if (broken.socketError() != 0)
        other.reset();
    else
        broken.flush(); // the alert
    close();
}

void Pump::close()
{
    if (std::exchange(m_closed, true))
        return;
    tell(Outcome::wait);
    if (m_alarm)
        m_lane.forget(*std::exchange(m_alarm, std::nullopt));
    const auto self = shared_from_this(); // the set may hold the last reference
    leaveSet();
    m_phone->close();
    m_server->close();
}

} // namespace telltale::relaying
