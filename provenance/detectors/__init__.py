"""Article -> detections: each kind of detector is a package with one public function `find`; they do not know each other."""
