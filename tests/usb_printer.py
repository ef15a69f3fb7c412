"""A receipt printer at a USB that is made up: pyusb and python-escpos talk to it as to a real one, through a backend of pyusb's."""

from __future__ import annotations

import array
import errno
from types import SimpleNamespace

import usb.backend
from usb.core import USBError, USBTimeoutError

from tests.thermal_printer import Printer, Vanished

PRINTER_CLASS = 7
INTO, OUT_OF = 0x02, 0x81
"""Endpoints: not those that python-escpos takes for granted."""
PACKET = 64


class UsbPrinter(Printer, usb.backend.IBackend):
    """Printer and bus in one. plugged_in, full: may be changed while it runs."""

    vendor, product = 0x04B8, 0x0E15

    def __init__(self, width=80, *, is_printer=True, **faults):
        Printer.__init__(self, width, **faults)
        self.plugged_in, self.full, self.is_printer = True, False, is_printer
        self.answers = bytearray()
        self.resets = self.opened = self.closed = 0

    # What pyusb asks of a bus

    def enumerate_devices(self):
        return iter([self] if self.plugged_in else [])

    def get_parent(self, dev):
        return None

    def get_device_descriptor(self, dev):
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x0200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=self.vendor, idProduct=self.product, bcdDevice=0x0100, iManufacturer=0,
            iProduct=0, iSerialNumber=0, bNumConfigurations=1, address=1, bus=1, port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev, config):
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev, intf, alt, config):
        if intf or alt:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2 if self.is_printer else 1,
            bInterfaceClass=PRINTER_CLASS, bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev, ep, intf, alt, config):
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT_OF, INTO)[ep], bmAttributes=2, wMaxPacketSize=PACKET,
            bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev):
        self._there()
        self.opened += 1
        return self

    def close_device(self, dev_handle):
        self.closed += 1

    def set_configuration(self, dev_handle, config_value):
        self._there()

    def get_configuration(self, dev_handle):
        return 1

    def claim_interface(self, dev_handle, intf):
        self._there()

    def release_interface(self, dev_handle, intf):
        pass

    def reset_device(self, dev_handle):
        self._there()
        self.resets += 1

    def bulk_write(self, dev_handle, ep, intf, data, timeout):
        self._there()
        assert ep == INTO
        assert timeout > 0
        if self.full:
            raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        try:
            self.take(bytes(data), self.answers.extend)
        except Vanished:
            self.plugged_in = False
        return len(data)

    def bulk_read(self, dev_handle, ep, intf, buff, timeout):
        self._there()
        assert ep == OUT_OF
        if not self.answers:
            raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        some = bytes(self.answers[: len(buff)])
        del self.answers[: len(some)]
        buff[: len(some)] = array.array("B", some)
        return len(some)

    def _there(self):
        if not self.plugged_in:
            raise USBError("No such device (it may have been disconnected)", -4, errno.ENODEV)
