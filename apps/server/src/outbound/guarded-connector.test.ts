import { describe, expect, it } from "vitest";
import { judgeAddress } from "./guarded-connector";

describe("judgeAddress", () => {
  it.each(["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])(
    "lets %s through",
    (address) => {
      expect(judgeAddress(address, false)).toEqual({ allowed: true });
    },
  );

  it.each([
    "127.0.0.1",
    "::1",
    "0.0.0.0",
    "::",
    "10.1.2.3",
    "192.168.0.9",
    "172.16.0.1",
    "100.64.0.1",
    "fc00::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
  ])("refuses %s unless private networks are allowed", (address) => {
    expect(judgeAddress(address, false)).toMatchObject({ allowed: false, allowable: true });
    expect(judgeAddress(address, true)).toEqual({ allowed: true });
  });

  it.each([
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "169.254.1.1",
    "fe80::1",
    "100.100.100.200",
    "fd00:ec2::254",
    "224.0.0.1",
    "255.255.255.255",
    "",
    "nonsense",
  ])("refuses %s whatever the setting", (address) => {
    expect(judgeAddress(address, true)).toMatchObject({ allowed: false, allowable: false });
  });
});
