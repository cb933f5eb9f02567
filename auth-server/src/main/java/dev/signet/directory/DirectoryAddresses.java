package dev.signet.directory;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * Knows which address of a directory answered last. It is asked first, as one that is
 * silent would take its share of the time from each call. Each node finds that out by
 * itself.
 */
@Component
class DirectoryAddresses {

	private final Map<DirectoryId, URI> answered = new ConcurrentHashMap<>();

	/** All addresses of a directory, in the order in which they are to be asked. */
	List<URI> inOrder(Directory directory) {
		List<URI> addresses = new ArrayList<>(directory.settings().server().addresses());
		URI last = this.answered.get(directory.id());
		if (last != null && addresses.remove(last)) {
			addresses.add(0, last);
		}
		return addresses;
	}

	void answered(Directory directory, URI address) {
		this.answered.put(directory.id(), address);
	}

}
