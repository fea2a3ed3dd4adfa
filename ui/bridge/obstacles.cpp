// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/obstacles.h"

#include "hotspot/doctor.h"
#include "hotspot/read_facts.h"

#include <QPointer>
#include <QThreadPool>

namespace telltale::bridge {

namespace {

/// Asked for many times, each looks for itself: what was in the way may be mended by now.
std::vector<Obstacle> look(const QString &interface)
{
    const auto facts = hotspot::readFacts({interface.toStdString(), std::nullopt, std::nullopt});
    std::vector<Obstacle> obstacles;
    if (!facts)
        return obstacles; // not even the interfaces can be listed: watching will say so
    for (const hotspot::Finding &finding : hotspot::examine(facts.value())) {
        if (finding.severity == hotspot::Severity::note)
            continue;
        obstacles.push_back({finding.severity == hotspot::Severity::error, QString::fromStdString(finding.sentence),
            QString::fromStdString(finding.remedy), QString::fromStdString(finding.command)});
    }
    return obstacles;
}

} // namespace

void findObstacles(const QString &interface, QObject *receiver, std::function<void(std::vector<Obstacle>)> answer)
{
    // An object of the answer's thread that lives as long as the question: the receiver may go meanwhile.
    auto *courier = new QObject;
    QThreadPool::globalInstance()->start(
        [interface, courier, receiver = QPointer<QObject>(receiver), answer = std::move(answer)] {
            auto found = look(interface);
            QMetaObject::invokeMethod(
                courier,
                [courier, receiver, answer, found = std::move(found)] {
                    if (receiver)
                        answer(found);
                    delete courier;
                },
                Qt::QueuedConnection);
        });
}

} // namespace telltale::bridge
