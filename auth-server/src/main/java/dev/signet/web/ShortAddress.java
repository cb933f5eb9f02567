package dev.signet.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.net.IPv6Utils;

/**
 * Writes the IPv6 address of a client in the one short form (RFC 5952 §4), so that lists
 * and records show it as people know it.
 */
final class ShortAddress extends ValveBase {

	ShortAddress() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		request.setRemoteAddr(shortened(request.getRemoteAddr()));
		getNext().invoke(request, response);
	}

	/** What a proxy told may be anything, and then stays as it is. */
	static String shortened(String address) {
		try {
			return IPv6Utils.canonize(address);
		}
		catch (IllegalArgumentException ex) {
			return address;
		}
	}

}
