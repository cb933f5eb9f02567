package dev.signet.proof;

import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * Codes of eight digits that go out by mail, for those who have no account yet and keep
 * what is proved themselves. How often one may be tried is theirs to limit.
 */
@Component
public class MailedCodes {

	private final ProofSecrets secrets;

	MailedCodes(ProofSecrets secrets) {
		this.secrets = secrets;
	}

	/** A new code, as people see it: {@code 1234-5678}. */
	public String random() {
		return ProofSecrets.shown(this.secrets.newCode());
	}

	/**
	 * The digest of a typed code, under a key, empty when it cannot be one.
	 * @param what the one thing that the code is good for
	 */
	public Optional<byte[]> digest(String what, String typed) {
		return ProofSecrets.parseCode(typed).map((code) -> this.secrets.codeDigest(what, code));
	}

}
