// Names below `.localhost` are this machine (RFC 6761, section 6.3), which Node leaves to the resolver of the machine. The
// emulator gives each API such a name. Loaded with `--import` into the commands that talk to it.
import dns from 'node:dns';

const { lookup } = dns;

/** @type {typeof dns.lookup} */
// @ts-expect-error -- one function stands for all overloads
dns.lookup = (hostname, options, callback) =>
  lookup(hostname.endsWith('.localhost') ? 'localhost' : hostname, options, callback);
