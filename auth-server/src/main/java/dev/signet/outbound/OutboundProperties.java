package dev.signet.outbound;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this server may call beyond the public internet.
 *
 * @param allowedAddresses networks ({@code 10.1.0.0/16}), addresses ({@code ::1}) and
 * endpoints ({@code app.internal:8443}) that may be called although they are inner ones
 */
@ConfigurationProperties("signet.outbound")
record OutboundProperties(@DefaultValue List<String> allowedAddresses) {

	/** Refuses an entry that is none of the three, which stops the start. */
	OutboundProperties {
		allowedAddresses = List.copyOf(allowedAddresses);
		new AddressGuard(allowedAddresses);
	}

}
