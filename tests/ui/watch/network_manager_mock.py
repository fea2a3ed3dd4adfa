# SPDX-License-Identifier: GPL-3.0-or-later
"""NetworkManager for tests: python-dbusmock's template, and what that leaves out.

Connections come up and fail step by step, with the signals of the real one; AddAndActivateConnection2 is there unless
the parameter "Old" is set; a volatile connection is forgotten when it ends.
"""
import json

import dbus
import dbusmock
from dbusmock import MOCK_IFACE
from dbusmock.mockobject import load_module
from gi.repository import GLib

template = load_module("networkmanager")
globals().update({name: part for name, part in vars(template).items() if not name.startswith("__")})

ACTIVATING, ACTIVATED, DEACTIVATED = 1, 2, 4
DEVICE_FAILED = 120


def manager():
    return dbusmock.get_object(MANAGER_OBJ)


def plain(value):
    """What a D-Bus value holds, as JSON has it; bytes become text."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, dbus.Boolean):
        return bool(value)
    if isinstance(value, dbus.ByteArray) or isinstance(value, dbus.Array) and value.signature == "y":
        return bytes(value).decode()
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, str) else int(value)


def set_active_state(path, state, reason):
    active = dbusmock.get_object(path)
    active.Set(ACTIVE_CONNECTION_IFACE, "State", dbus.UInt32(state))
    active.EmitSignal(ACTIVE_CONNECTION_IFACE, "StateChanged", "uu", [dbus.UInt32(state), dbus.UInt32(reason)])


def drop(path, reason):
    active = dbusmock.get_object(path)
    connection = active.Get(ACTIVE_CONNECTION_IFACE, "Connection")
    devices = list(active.Get(ACTIVE_CONNECTION_IFACE, "Devices"))
    set_active_state(path, DEACTIVATED, reason)
    for device in devices:
        dbusmock.get_object(device).Set(DEVICE_IFACE, "ActiveConnection", dbus.ObjectPath("/"))
        manager().RemoveActiveConnection(device, path)
    if connection in manager().volatile:
        manager().volatile.remove(connection)
        dbusmock.get_object(connection).ConnectionDelete(dbusmock.get_object(connection))


def proceed(path, device):
    """The next steps after the connection was accepted."""
    if path not in manager().Get(MANAGER_IFACE, "ActiveConnections"):
        return False  # ended before it came up
    outcome = manager().outcome
    if outcome["result"] == "activate":
        dbusmock.get_object(device).Set(WIRELESS_DEVICE_IFACE, "Mode", dbus.UInt32(3))
        set_active_state(path, ACTIVATED, 1)
    elif outcome["result"] == "fail":
        if outcome.get("was client"):
            dbusmock.get_object(device).EmitSignal(
                DEVICE_IFACE, "StateChanged", "uuu", [dbus.UInt32(30), dbus.UInt32(110), dbus.UInt32(60)])
        # The device's signal comes second, which is the harder order.
        device_reason = dbus.UInt32(outcome["device"])
        drop(path, outcome["active"])
        dbusmock.get_object(device).EmitSignal(
            DEVICE_IFACE, "StateChanged", "uuu", [dbus.UInt32(DEVICE_FAILED), dbus.UInt32(50), device_reason])
    return False


def add_and_activate(settings, device, options):
    nm = manager()
    nm.asked.append({"settings": plain(settings), "options": plain(options)})
    if nm.outcome["result"] == "refuse":
        raise dbus.exceptions.DBusException("the reason in English", name=nm.outcome["error"])
    settings["connection"].setdefault("uuid", f"uuid-{len(nm.asked)}")
    connection = dbusmock.get_object(SETTINGS_OBJ).SettingsAddConnection(settings)
    if options.get("persist") == "volatile":
        nm.volatile.append(connection)
    active = nm.AddActiveConnection([device], connection, "/", f"mock{len(nm.asked)}", ACTIVATING)
    GLib.idle_add(proceed, active, device)
    return dbus.ObjectPath(connection), dbus.ObjectPath(active)


def load(mock, parameters):
    template.load(mock, parameters)
    nm = manager()
    nm.asked, nm.volatile, nm.outcome = [], [], {"result": "activate"}
    nm.add_newer = lambda settings, device, options: (*add_and_activate(settings, device, options),
                                                      dbus.Dictionary({}, signature="sv"))
    nm.add_older = lambda settings, device: add_and_activate(settings, device, {})
    nm.drop = drop
    nm.AddMethod(MANAGER_IFACE, "AddAndActivateConnection", "a{sa{sv}}oo", "oo",
                 "ret = self.add_older(args[0], args[1])")
    nm.AddMethod(MANAGER_IFACE, "DeactivateConnection", "o", "", "self.drop(args[0], 2)")
    if not parameters.get("Old"):
        nm.AddMethod(MANAGER_IFACE, "AddAndActivateConnection2", "a{sa{sv}}ooa{sv}", "ooa{sv}",
                     "ret = self.add_newer(args[0], args[1], args[3])")


@dbus.service.method(MOCK_IFACE, in_signature="s", out_signature="")
def SetOutcome(_self, text):
    """What the next start leads to, as JSON: result activate, wait, fail (active, device) or refuse (error)."""
    manager().outcome = json.loads(text)


@dbus.service.method(MOCK_IFACE, in_signature="", out_signature="s")
def Asked(_self):
    """The settings and options of all starts, as JSON."""
    return json.dumps(manager().asked)


@dbus.service.method(MOCK_IFACE, in_signature="", out_signature="s")
def Left(_self):
    """How many connections and active connections there are, as "1 1"."""
    connections = dbusmock.get_object(SETTINGS_OBJ).Get(SETTINGS_IFACE, "Connections")
    active = manager().Get(MANAGER_IFACE, "ActiveConnections")
    return f"{len(connections)} {len(active)}"


@dbus.service.method(MOCK_IFACE, in_signature="os", out_signature="")
def JoinNetwork(_self, device, name):
    """The device becomes a client of a network of this name."""
    settings = {"connection": {"id": name, "type": "802-11-wireless", "uuid": f"uuid-{name}"},
                "802-11-wireless": {"ssid": dbus.ByteArray(name.encode())}, "ipv4": {"method": "auto"}}
    connection = dbusmock.get_object(SETTINGS_OBJ).SettingsAddConnection(settings)
    manager().AddActiveConnection([device], connection, "/", "client", ACTIVATED)


@dbus.service.method(MOCK_IFACE, in_signature="os", out_signature="")
def ShareCable(_self, device, name):
    """The device shares this computer's connection by cable."""
    settings = {"connection": {"id": name, "type": "802-3-ethernet", "uuid": f"uuid-{name}"},
                "ipv4": {"method": "shared"}}
    connection = dbusmock.get_object(SETTINGS_OBJ).SettingsAddConnection(settings)
    manager().AddActiveConnection([device], connection, "/", "cable", ACTIVATED)


@dbus.service.method(MOCK_IFACE, in_signature="u", out_signature="")
def EndAll(_self, reason):
    """Every active connection ends for this NMActiveConnectionStateReason."""
    for path in list(manager().Get(MANAGER_IFACE, "ActiveConnections")):
        drop(path, reason)
