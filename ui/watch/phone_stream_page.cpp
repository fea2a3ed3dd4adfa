// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/phone_stream_page.h"

#include "watch/pcapdroid_steps.h"
#include "watch/step_list.h"
#include "watch/step_mark.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace telltale::watch {

using bridge::PhoneStreamState;
using bridge::Theme;
using Way = bridge::PcapdroidPlan::Way;

namespace {
constexpr int endPixels = 18; // it is read from here and typed into the phone
}

PhoneStreamPage::PhoneStreamPage(const Theme &theme, const PhoneStreamState &state)
    : WizardPage(theme, tr("Start PCAPdroid on the phone"))
    , m_state(state)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(32);
    row->addLayout(makeSteps(), 1);
    row->addLayout(makeMarks(), 1);
    body()->addLayout(row);
    body()->addStretch(1);
    connect(&state, &PhoneStreamState::changed, this, &PhoneStreamPage::refresh);
}

QLayout *PhoneStreamPage::makeSteps()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    QFont large = theme().mono();
    large.setPixelSize(endPixels);
    m_end = text(Theme::Role::accent, large);
    m_end->setObjectName(QStringLiteral("pcapdroidEnd"));
    m_end->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_steps = new StepList(theme());
    column->addWidget(m_end);
    column->addWidget(m_steps);
    column->addStretch(1);
    return column;
}

QLayout *PhoneStreamPage::makeMarks()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    for (StepMark *&mark : m_marks) {
        mark = new StepMark(theme(), {}, {});
        column->addWidget(mark);
    }
    m_question = text(Theme::Role::ink, theme().body());
    m_question->setObjectName(QStringLiteral("whoQuestion"));
    column->addSpacing(8);
    column->addWidget(m_question);
    column->addStretch(1);
    return column;
}

void PhoneStreamPage::enter()
{
    m_left = false;
    fillSteps();
    refresh();
}

void PhoneStreamPage::fillSteps()
{
    const auto &plan = m_state.plan();
    m_end->setText(plan.way == Way::http ? QStringLiteral("http://%1/").arg(plan.end()) : plan.end());
    m_steps->setSteps(pcapdroidSteps(plan));
    const auto mark = [this](Step step) { return m_marks[static_cast<std::size_t>(step)]; };
    mark(Step::open)
        ->setTexts(plan.way == Way::http ? tr("This computer asks the phone") : tr("This computer listens"), {});
    mark(Step::record)->setTexts(tr("First connection seen"), tr("Open any page or app on the phone."));
}

bool PhoneStreamPage::asks() const
{
    return m_state.plan().asksWho() && m_state.reached(Step::heard);
}

void PhoneStreamPage::refresh()
{
    const auto &plan = m_state.plan();
    const bool http = plan.way == Way::http;
    const auto mark = [this](Step step) { return m_marks[static_cast<std::size_t>(step)]; };
    const QString waiting = http ? tr("The phone answers") : tr("First packet comes");
    mark(Step::heard)
        ->setTexts(!m_state.reached(Step::heard) ? waiting
                : http                           ? tr("%1 answers").arg(m_state.phone())
                                                 : tr("First packet came from %1").arg(m_state.phone()),
            http ? tr(
                "Start the capture in PCAPdroid. Nothing? Compare the address at the left with the one PCAPdroid shows "
                "now: phones change theirs.")
                 : tr("Start the capture in PCAPdroid now. Nothing? Compare host and port with those at the left, stop "
                      "it and "
                      "start it again. A guest Wi-Fi or a firewall of this computer (%1 %2) may keep the two apart.")
                       .arg(plan.way == Way::tcp ? QStringLiteral("TCP") : QStringLiteral("UDP"))
                       .arg(plan.port));
    mark(Step::app)->setTexts(
        m_state.reached(Step::app) ? tr("First app named: %1").arg(m_state.app()) : tr("First app named"),
        tr("Nothing? Switch on “PCAPdroid extensions” in its settings, stop and start it again. You can go on "
           "without."));
    showReached(m_marks, [this](std::size_t step) { return m_state.reached(static_cast<Step>(step)); });
    const QString &problem = m_state.problem();
    m_question->setVisible(asks() || !problem.isEmpty());
    m_question->setText(!problem.isEmpty()
            ? problem
            : tr("Is %1 your phone? Android shows its address in the settings of its Wi-Fi. "
                 "If it is another device, what it sent is deleted and never taken again.")
                  .arg(m_state.phone()));
    emit changed();
    const bool all = m_state.reached(Step::app) && m_state.reached(Step::record);
    if (all && !plan.asksWho() && isVisible() && !std::exchange(m_left, true))
        emit goOnWanted();
}

QString PhoneStreamPage::goOnText() const
{
    return asks() ? tr("Yes, show the timeline") : tr("Show the timeline");
}

bool PhoneStreamPage::canGoOn() const
{
    return !m_state.plan().asksWho() || m_state.reached(Step::heard);
}

QString PhoneStreamPage::skipText() const
{
    return asks() && m_state.problem().isEmpty() ? tr("No, another device") : QString();
}

} // namespace telltale::watch

#include "moc_phone_stream_page.cpp"
