package dev.signet.federation.look;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.federation.TestUpstream;
import tools.jackson.databind.json.JsonMapper;

/** Publishes one document for many tenants, with a pattern as its issuer. */
final class MicrosoftLike implements AutoCloseable {

	private final HttpServer server;

	MicrosoftLike() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/common/v2.0/.well-known/openid-configuration", this::document);
		this.server.start();
	}

	String issuer(String tenant) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/" + tenant + "/v2.0";
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void document(HttpExchange exchange) throws IOException {
		String base = issuer("common");
		try (exchange) {
			TestUpstream.answer(exchange, 200, "application/json",
					JsonMapper.shared()
						.writeValueAsString(Map.of("issuer", issuer("{tenantid}"), "authorization_endpoint",
								base + "/authorize", "token_endpoint", base + "/token", "jwks_uri", base + "/keys")));
		}
	}

}
