// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/socket_owners.h"

#include <algorithm>

namespace telltale::attribution {

SocketOwners::Place SocketOwners::placeOf(const SocketSeen &socket)
{
    if (socket.remote.ip.isNull())
        return {std::nullopt, socket.local.port, 0};
    return {net::FlowKey::of(socket.local, socket.remote, socket.transport), 0, 0};
}

SocketOwners::Runs *SocketOwners::runsAt(const Place &place)
{
    if (place.flow) {
        const auto found = m_flows.find(*place.flow);
        return found == m_flows.end() ? nullptr : &found->second;
    }
    const auto found = m_ports.find(place.port);
    return found == m_ports.end() ? nullptr : &found->second;
}

SocketOwners::Run *SocketOwners::openRun(const SocketSeen &socket)
{
    Runs *runs = runsAt(placeOf(socket));
    if (runs == nullptr)
        return nullptr;
    const auto found = std::find_if(runs->begin(), runs->end(), [&](const Run &run) {
        return run.open && run.uid == socket.uid && (!socket.remote.ip.isNull() || run.local == socket.local.ip);
    });
    return found == runs->end() ? nullptr : &*found;
}

void SocketOwners::touch(const Place &place)
{
    if (place.flow) {
        if (const auto found = m_ofFlow.find(*place.flow); found != m_ofFlow.end())
            m_touched.insert(found->second.begin(), found->second.end());
    } else if (const auto found = m_ofPort.find(place.port); found != m_ofPort.end()) {
        m_touched.insert(found->second.begin(), found->second.end());
    }
}

void SocketOwners::add(const SocketSeen &socket)
{
    if (socket.remote.ip.isNull() && socket.transport != net::Transport::udp)
        return; // a listening socket owns no connection
    if (!socket.local.ip.isNull() && !socket.remote.ip.isNull() && m_phone.insert(socket.local.ip).second) {
        for (const auto &[port, ids] : m_ofPort)
            m_touched.insert(ids.begin(), ids.end());
    }
    if (Run *known = openRun(socket)) {
        known->from = std::min(known->from, socket.time);
        known->to = std::max(known->to, socket.time);
        addStack(*known, socket);
        touch(placeOf(socket));
        return;
    }
    Place place = placeOf(socket);
    place.number = ++m_numbers;
    Runs &runs = place.flow ? m_flows[*place.flow] : m_ports[place.port];
    if (runs.size() >= keptInOnePlace) {
        m_open.erase(runs.front().number);
        runs.erase(runs.begin());
        ++m_forgotten;
    }
    runs.push_back({place.number, socket.time, socket.time, socket.uid, true,
        socket.remote.ip.isNull() ? socket.local.ip : net::IpAddress()});
    addStack(runs.back(), socket);
    m_open.emplace(place.number, place);
    m_order.push_back(place);
    if (m_order.size() > kept)
        forgetOldest();
    touch(place);
}

/// Of a run's stacks the first, whatever the order they come in.
void SocketOwners::addStack(Run &run, const SocketSeen &socket)
{
    if (socket.stack.empty())
        return;
    const bool isFirst =
        !run.stack || socket.time < run.stackTime || (socket.time == run.stackTime && socket.stack < *run.stack);
    if (!isFirst)
        return;
    auto known = m_stacks.find(socket.stack);
    if (known == m_stacks.end()) {
        std::size_t octets = sizeof socket.stack;
        for (const std::string &frame : socket.stack)
            octets += sizeof frame + frame.size();
        if (octets > keptOfStacks - m_stackOctets)
            return;
        m_stackOctets += octets;
        known = m_stacks.insert(std::make_shared<const session::CallStack>(socket.stack)).first;
    }
    run.stack = *known;
    run.stackTime = socket.time;
}

void SocketOwners::add(const SocketGone &gone)
{
    Run *run = openRun(gone.socket);
    if (run == nullptr)
        return;
    run->to = std::max(run->to, gone.socket.time);
    run->open = false;
    m_open.erase(run->number);
    touch(placeOf(gone.socket));
}

void SocketOwners::add(const SocketsThere &there)
{
    for (const auto &[number, place] : m_open) {
        for (Run &run : *runsAt(place)) {
            if (run.number == number)
                run.to = std::max(run.to, there.time);
        }
        touch(place);
    }
}

void SocketOwners::forgetOldest()
{
    const Place place = m_order.front();
    m_order.pop_front();
    m_open.erase(place.number);
    Runs *runs = runsAt(place);
    if (runs == nullptr)
        return;
    std::erase_if(*runs, [&](const Run &run) { return run.number == place.number; });
    if (runs->empty() && place.flow)
        m_flows.erase(*place.flow);
    else if (runs->empty())
        m_ports.erase(place.port);
    touch(place);
    ++m_forgotten;
}

void SocketOwners::add(const session::Connection &connection)
{
    const auto flow = net::FlowKey::of(connection.originator, connection.responder, connection.transport);
    m_connections.insert_or_assign(connection.id,
        Known{{connection.time, std::max(connection.time, connection.end)}, flow, connection.originator,
            connection.responder});
    auto &same = m_ofFlow[flow];
    same.insert(connection.id);
    // The others too: that this one is near may make them doubtful.
    m_touched.insert(same.begin(), same.end());
    if (connection.transport != net::Transport::udp)
        return;
    for (const std::uint16_t port : {connection.originator.port, connection.responder.port}) {
        auto &ids = m_ofPort[port];
        ids.insert(connection.id);
        if (m_ports.contains(port))
            m_touched.insert(ids.begin(), ids.end());
    }
}

SocketOwners::Meets SocketOwners::meeting(const Run &run, const base::TimeSpan &span) const
{
    const auto overlap = [&](std::int64_t by) {
        return run.from.nanoseconds <= span.to.nanoseconds + by && run.to.nanoseconds >= span.from.nanoseconds - by;
    };
    if (m_times == Times::ofPackets)
        return overlap(0) ? Meets::surely : Meets::no;
    // The span shortened at both ends: what was seen in there was there while packets passed.
    if (span.to.nanoseconds - span.from.nanoseconds > 2 * blur && overlap(-blur))
        return Meets::surely;
    return overlap(slack) ? Meets::nearly : Meets::no;
}

/// Another connection was so near that the socket may have been its. One that began long after the socket was seen
/// first is not why it was seen.
bool SocketOwners::rivals(const Run &run, session::ConnectionId id, const std::set<session::ConnectionId> &near) const
{
    return std::any_of(near.begin(), near.end(), [&](const session::ConnectionId &other) {
        const base::TimeSpan &span = m_connections.at(other).span;
        return other != id && span.from.nanoseconds <= run.from.nanoseconds + slack && meeting(run, span) != Meets::no;
    });
}

void SocketOwners::judge(const Run &run, session::ConnectionId id, const Known &known,
    const std::set<session::ConnectionId> &near, Answers &answers) const
{
    const Meets met = meeting(run, known.span);
    if (met == Meets::no || (met == Meets::nearly && rivals(run, id, near)))
        return;
    (met == Meets::surely ? answers.sure : answers.likely).insert(run.uid);
    answers.runs.push_back(&run);
}

/// Unconnected sockets of that port, where that end of the connection is the phone.
void SocketOwners::judgePort(std::uint16_t port, session::ConnectionId id, const Known &known, Answers &answers) const
{
    const auto runs = m_ports.find(port);
    if (runs == m_ports.end())
        return;
    for (const Run &run : runs->second) {
        const auto isIt = [&](const net::Endpoint &end) {
            return end.port == port && (run.local.isNull() ? m_phone.contains(end.ip) : run.local == end.ip);
        };
        if (isIt(known.originator) || isIt(known.responder))
            judge(run, id, known, m_ofPort.at(port), answers);
    }
}

SocketOwners::Answers SocketOwners::answersFor(session::ConnectionId id) const
{
    Answers answers;
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
        return answers;
    const Known &known = found->second;
    if (const auto runs = m_flows.find(known.flow); runs != m_flows.end()) {
        for (const Run &run : runs->second)
            judge(run, id, known, m_ofFlow.at(known.flow), answers);
    }
    if (known.flow.transport == net::Transport::udp && answers.sure.empty() && answers.likely.empty()) {
        for (const std::uint16_t port : {known.originator.port, known.responder.port})
            judgePort(port, id, known, answers);
    }
    return answers;
}

std::optional<std::uint32_t> SocketOwners::Answers::owner() const
{
    const auto &answer = sure.empty() ? likely : sure;
    return answer.size() == 1 ? std::optional(*answer.begin()) : std::nullopt;
}

std::optional<std::uint32_t> SocketOwners::ownerOf(session::ConnectionId id) const
{
    return answersFor(id).owner();
}

std::shared_ptr<const session::CallStack> SocketOwners::stackOf(session::ConnectionId id) const
{
    if (m_stacks.empty())
        return nullptr;
    const Answers answers = answersFor(id);
    const auto owner = answers.owner();
    const Run *first = nullptr;
    for (const Run *run : answers.runs) {
        if (run->uid != owner || !run->stack)
            continue;
        if (first == nullptr || run->stackTime < first->stackTime
            || (run->stackTime == first->stackTime && *run->stack < *first->stack))
            first = run;
    }
    return first == nullptr ? nullptr : first->stack;
}

std::set<session::ConnectionId> SocketOwners::takeTouched()
{
    return std::exchange(m_touched, {});
}

} // namespace telltale::attribution
