package dev.signet.grant;

import java.io.Serial;

/**
 * As many devices wait for a decision as may, from one address or of one client.
 */
public final class TooManyDeviceCodes extends Exception {

	@Serial
	private static final long serialVersionUID = 1L;

	TooManyDeviceCodes() {
		super("Too many device codes wait for a decision");
	}

}
