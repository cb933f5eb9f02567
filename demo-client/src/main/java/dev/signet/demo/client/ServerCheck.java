package dev.signet.demo.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks whether the authorization server answers, before a person is sent there: a page
 * with a way back is kinder than the browser's own.
 */
@Component
class ServerCheck {

	private static final Logger logger = LoggerFactory.getLogger(ServerCheck.class);

	private final RestClient server;

	ServerCheck(RestClient.Builder builder, DemoProperties demo) {
		this.server = builder.clone().baseUrl(demo.server()).build();
	}

	boolean answers() {
		try {
			this.server.get().uri("/.well-known/openid-configuration").retrieve().toBodilessEntity();
			return true;
		}
		catch (RestClientException ex) {
			logger.warn("The authorization server does not answer: {}", ex.getMessage());
			return false;
		}
	}

}
