// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/phone_stream_state.h"

#include "engine/batch.h"

#include <utility>

namespace telltale::bridge {

PhoneStreamState::PhoneStreamState(QObject *parent)
    : QObject(parent)
{
}

void PhoneStreamState::begin(const PcapdroidPlan &plan)
{
    m_plan = plan;
    m_reached = {};
    m_phone.clear();
    m_app.clear();
    m_problem.clear();
    reach(Step::open);
    emit changed();
}

void PhoneStreamState::apply(const engine::Batch &batch)
{
    bool news = false;
    if (batch.phoneHeard) {
        m_phone = QString::fromStdString(batch.phoneHeard->text());
        news = reach(Step::heard) || news;
    }
    if (!batch.connections.empty() || !batch.exchanges.empty() || !batch.dns.empty())
        news = reach(Step::record) || news;
    news = takeApp(batch) || news;
    if (batch.error) {
        m_problem = QString::fromStdString(batch.error->text());
        news = true;
    }
    if (news)
        emit changed();
}

/// The phone's own word alone: what is guessed needs no option in PCAPdroid.
bool PhoneStreamState::takeApp(const engine::Batch &batch)
{
    if (reached(Step::app))
        return false;
    for (const session::Connection &connection : batch.connections) {
        for (const session::App &claim : connection.appClaims) {
            if (claim.source != session::AppSource::pcapdroid)
                continue;
            m_app = QString::fromStdString(claim.name.empty() ? claim.package : claim.name);
            return reach(Step::app);
        }
    }
    return false;
}

bool PhoneStreamState::reach(Step step)
{
    return !std::exchange(m_reached[static_cast<std::size_t>(step)], true);
}

} // namespace telltale::bridge

#include "moc_phone_stream_state.cpp"
