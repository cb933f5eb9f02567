/**
 * The interactive flow: the pending request, the sign-in and consent pages, the limit on
 * wrong passwords, the second step of a sign-in, the question whether an account that is
 * to be deleted is kept, the one that asks for the terms of service, and NextStep, the
 * ordered list of what may still be missing before a client gets its answer. Also signs
 * people in by their mailbox, and knows the devices on which they need not make the
 * second step; keeps what was typed into a form while its person signs in again. Whoever
 * keeps passwords elsewhere is a PasswordSource. Tells the pages which language the
 * client asks for. Settings: signet.signin. Routes: /signin and below, /consent. Tables:
 * pending_requests, signin_attempts, mailed_sign_ins, trusted_devices, kept_forms.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "background", "client", "consent", "credential", "key",
		"mail", "passkey", "proof", "refusal", "secret", "session", "web" })
package dev.signet.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
